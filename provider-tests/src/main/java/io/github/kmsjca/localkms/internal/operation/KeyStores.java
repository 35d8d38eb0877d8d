package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore;

/** The custom key stores of the caller, as calls name them. */
public final class KeyStores {
  /** The member that names one. */
  public static final Member ID = Member.string("CustomKeyStoreId").between(1, 64);

  private KeyStores() {}

  /** The one that the call names, or a refusal. */
  public static CustomKeyStore named(Invocation call) {
    String id = call.input().required(ID.name());
    return call.realm()
        .keyStores()
        .get(id)
        .orElseThrow(
            () ->
                ErrorType.CUSTOM_KEY_STORE_NOT_FOUND.failure(
                    "There is no custom key store " + id + "."));
  }

  /** The same, which must be connected. */
  public static CustomKeyStore connected(Invocation call) {
    CustomKeyStore store = named(call);
    if (!store.connected(call.now())) {
      throw wrongState(call, store);
    }
    return store;
  }

  /** That what is asked for is not possible while the connection is as it is. */
  public static RuntimeException wrongState(Invocation call, CustomKeyStore store) {
    return ErrorType.CUSTOM_KEY_STORE_INVALID_STATE.failure(
        "Custom key store "
            + store.id()
            + " is in state "
            + store.connection().state(call.now())
            + ", which is not valid for this operation.");
  }
}
