package io.github.kmsjca.localkms.internal.operation.grant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.state.Grant;
import io.github.kmsjca.localkms.internal.state.Realm;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lists the grants that a principal may retire, on whatever keys of the Region.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ListRetirableGrants.html">ListRetirableGrants</a>
 */
public final class ListRetirableGrants implements Operation {
  private static final OperationRow ROW =
      OperationRow.of(
          "ListRetirableGrants",
          Members.limit(GrantList.MOST),
          Members.MARKER,
          GrantMembers.RETIRING,
          GrantMembers.RETIRING_SERVICE);

  private record Found(Realm realm, Grant grant) {}

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public void checkInput(Input input) {
    if (input.has(GrantMembers.RETIRING.name())
        == input.has(GrantMembers.RETIRING_SERVICE.name())) {
      throw ErrorType.VALIDATION.failure(
          "Exactly one of RetiringPrincipal and RetiringServicePrincipal must be specified.");
    }
  }

  @Override
  public ObjectNode handle(Invocation call) {
    Optional<String> principal = GrantMembers.principal(call.input(), GrantMembers.RETIRING);
    Optional<String> service = call.input().text(GrantMembers.RETIRING_SERVICE.name());
    Stream<Found> found =
        call.store().realms(call.scope().region()).stream()
            .flatMap(realm -> realm.grants().all().stream().map(one -> new Found(realm, one)))
            .filter(
                one ->
                    principal.isPresent()
                        ? principal.get().equals(one.grant().parties().retiring())
                        : service.orElseThrow().equals(one.grant().parties().retiringService()))
            .sorted(Comparator.comparing(one -> one.grant().grantId()));
    return GrantList.PAGING.page(
        call.input(),
        found,
        one -> one.grant().grantId(),
        one -> GrantList.entry(one.realm().scope(), one.grant()));
  }
}
