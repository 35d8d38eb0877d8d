package io.github.kmsjca.localkms.internal.operation.keystore;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyStores;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.Paging;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore;
import java.util.List;
import java.util.stream.Stream;

/**
 * Describes the custom key stores of the account in the Region, or one of them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeCustomKeyStores.html">DescribeCustomKeyStores</a>
 */
public final class DescribeCustomKeyStores implements Operation {
  private static final Member NAME = KeyStoreRules.name("CustomKeyStoreName");
  private static final OperationRow ROW =
      OperationRow.of(
          "DescribeCustomKeyStores", KeyStores.ID, NAME, Members.limit(1000), Members.MARKER);
  private static final Paging PAGING = new Paging("CustomKeyStores", 100);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public void checkInput(Input input) {
    if (input.has(KeyStores.ID.name()) && input.has(NAME.name())) {
      throw ErrorType.VALIDATION.failure(
          "CustomKeyStoreId and CustomKeyStoreName can not be specified together.");
    }
  }

  @Override
  public ObjectNode handle(Invocation call) {
    return PAGING.page(
        call.input(), stores(call), CustomKeyStore::id, store -> KeyStoreEntry.of(call, store));
  }

  private static Stream<CustomKeyStore> stores(Invocation call) {
    if (call.input().has(KeyStores.ID.name())) {
      return Stream.of(KeyStores.named(call));
    }
    if (!call.input().has(NAME.name())) {
      return call.realm().keyStores().all().stream();
    }
    String name = call.input().required(NAME.name());
    List<CustomKeyStore> named =
        call.realm().keyStores().all().stream().filter(store -> store.name().equals(name)).toList();
    if (named.isEmpty()) {
      throw ErrorType.CUSTOM_KEY_STORE_NOT_FOUND.failure(
          "There is no custom key store of that name.");
    }
    return named.stream();
  }
}
