package io.github.kmsjca.localkms.internal.operation.grant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.Grant;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lists the grants of a key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ListGrants.html">ListGrants</a>
 */
public final class ListGrants implements Operation {
  private static final OperationRow ROW =
      OperationRow.of(
              "ListGrants",
              Members.limit(GrantList.MOST),
              Members.MARKER,
              Members.KEY_ID,
              GrantMembers.GRANT_ID,
              GrantMembers.GRANTEE,
              GrantMembers.GRANTEE_SERVICE)
          .on(KeyRule.SHARED_KEY, StateRule.ANY);
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    Input input = call.input();
    KmsKey key = call.key();
    Optional<String> id = input.text(GrantMembers.GRANT_ID.name());
    if (id.isPresent() && !ID.matcher(id.get()).matches()) {
      throw ErrorType.INVALID_GRANT_ID.failure("Invalid grant ID");
    }
    Optional<String> grantee = input.text(GrantMembers.GRANTEE.name());
    Optional<String> service = input.text(GrantMembers.GRANTEE_SERVICE.name());
    return GrantList.PAGING.page(
        input,
        call.store().realm(key.scope()).grants().startingWith(key.id() + "/").stream()
            .filter(grant -> agrees(id, grant, Grant::grantId))
            .filter(grant -> agrees(grantee, grant, one -> one.parties().grantee()))
            .filter(grant -> agrees(service, grant, one -> one.parties().granteeService())),
        Grant::grantId,
        grant -> GrantList.entry(key.scope(), grant));
  }

  private static boolean agrees(
      Optional<String> wanted, Grant grant, Function<Grant, @Nullable String> property) {
    return wanted.isEmpty() || wanted.get().equals(property.apply(grant));
  }
}
