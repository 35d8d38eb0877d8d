package io.github.kmsjca.localkms.internal.operation.key;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Origin;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyStores;
import io.github.kmsjca.localkms.internal.state.Custody;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore;

/** Where a new key is to be kept. */
final class NewCustody {
  static final Member EXTERNAL_KEY =
      Member.string("XksKeyId").between(1, 128).matching("^[a-zA-Z0-9-_.]+$");

  private NewCustody() {}

  /** What the call asks for, or a refusal. */
  static Custody of(Invocation call, Origin origin, KeySpec spec) {
    Input input = call.input();
    boolean external = origin == Origin.EXTERNAL_KEY_STORE;
    boolean custom = external || origin == Origin.AWS_CLOUDHSM;
    if (custom != input.has(KeyStores.ID.name()) || external != input.has(EXTERNAL_KEY.name())) {
      throw ErrorType.VALIDATION.failure(
          "CustomKeyStoreId goes with the origins AWS_CLOUDHSM and EXTERNAL_KEY_STORE, and XksKeyId"
              + " with EXTERNAL_KEY_STORE.");
    }
    if (!custom) {
      return Custody.OF_ACCOUNT;
    }
    if (spec != KeySpec.SYMMETRIC_DEFAULT || input.flag("MultiRegion")) {
      throw ErrorType.UNSUPPORTED.failure(
          "A custom key store has single-Region symmetric encryption keys only.");
    }
    CustomKeyStore store = KeyStores.named(call);
    if (external != (store.proxy() != null)) {
      throw ErrorType.UNSUPPORTED.failure(
          "Custom key store " + store.id() + " has no keys of origin " + origin + ".");
    }
    KeyStores.connected(call);
    return Custody.in(store.id(), input.text(EXTERNAL_KEY.name()).orElse(null));
  }

  /** Refuses an external key that another key is made of. */
  static void refuseTaken(Invocation call, Custody custody) {
    if (custody.externalKey() != null
        && call.realm().keys().all().stream()
            .anyMatch(key -> key.kind().custody().equals(custody))) {
      throw ErrorType.XKS_KEY_IN_USE.failure(
          "Another key in custom key store "
              + custody.keyStore()
              + " is made of that external key.");
    }
  }
}
