package io.github.kmsjca.localkms.internal.operation.keystore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore;

/**
 * Makes a custom key store, which is yet to be connected.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateCustomKeyStore.html">CreateCustomKeyStore</a>
 */
public final class CreateCustomKeyStore implements Operation {
  private static final int MOST = 10;
  private static final Member NAME = KeyStoreRules.name("CustomKeyStoreName").required();
  private static final OperationRow ROW =
      OperationRow.of(
              "CreateCustomKeyStore",
              NAME,
              ClusterInput.ID,
              ClusterInput.TRUST_ANCHOR,
              ClusterInput.PASSWORD,
              KeyStoreRules.TYPE,
              ProxyInput.ENDPOINT,
              ProxyInput.PATH,
              ProxyInput.SERVICE,
              ProxyInput.SERVICE_OWNER,
              ProxyInput.CREDENTIAL,
              ProxyInput.CONNECTIVITY)
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public void checkInput(Input input) {
    KeyStoreRules.checkType(input, external(input));
    KeyStoreRules.checkComplete(input, external(input));
  }

  @Override
  public ObjectNode handle(Invocation call) {
    Input input = call.input();
    KeyStoreRules.checkName(call, input.required(NAME.name()));
    if (call.realm().keyStores().all().size() >= MOST) {
      throw ErrorType.LIMIT_EXCEEDED.failure(
          "An account has at most " + MOST + " custom key stores in a Region.");
    }
    boolean external = external(input);
    CustomKeyStore store =
        new CustomKeyStore(
            "cks-" + call.environment().randomness().hex(9).substring(1),
            input.required(NAME.name()),
            external ? null : ClusterInput.of(call),
            external ? ProxyInput.of(call) : null,
            new CustomKeyStore.Connection(false, call.now(), null),
            call.now());
    call.realm().keyStores().put(store);
    return Json.object().put("CustomKeyStoreId", store.id());
  }

  private static boolean external(Input input) {
    return input.text(KeyStoreRules.TYPE.name()).filter(KeyStoreRules.EXTERNAL::equals).isPresent();
  }
}
