package io.github.kmsjca.localkms.internal.operation.multiregion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.MultiRegion;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Has a primary key and one of its replica keys change roles. What the primary key decides for all,
 * the rotation, goes with the role.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdatePrimaryRegion.html">UpdatePrimaryRegion</a>
 */
public final class UpdatePrimaryRegion implements Operation {
  private static final Member REGION = ReplicateKey.region("PrimaryRegion");
  private static final OperationRow ROW =
      OperationRow.of("UpdatePrimaryRegion", Members.KEY_ID, REGION)
          .on(KeyRule.MANAGED_KEY, StateRule.PROMOTABLE)
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public @Nullable ObjectNode handle(Invocation call) {
    KmsKey former = call.key();
    MultiRegion.checkPrimary(former);
    KmsKey next = replica(call, former);
    call.access().authorize("kms:UpdatePrimaryRegion", next);
    StateRule.PROMOTABLE.check(next);
    Instant done = call.environment().consistency().seenFrom(call.now());
    for (KmsKey relative : MultiRegion.of(call, former).family()) {
      call.put(moved(relative, former, next.scope(), done));
    }
    call.store().expire(call.now());
    return null;
  }

  private static KmsKey moved(KmsKey key, KmsKey former, Scope primary, Instant done) {
    boolean next = key.scope().equals(primary);
    KmsKey moved =
        key.edit()
            .primaryRegion(primary.region())
            .rotation(next ? former.rotation() : null)
            .underway(key.underway().rotating(next ? former.underway().rotation() : null))
            .done();
    return next || key.scope().equals(former.scope()) ? moved.updatedAt(done) : moved;
  }

  private static KmsKey replica(Invocation call, KmsKey primary) {
    Scope there = new Scope(primary.scope().account(), call.input().required(REGION.name()));
    if (there.equals(primary.scope())) {
      throw ErrorType.UNSUPPORTED.failure(
          primary.arn() + " is the primary key already, which is not valid for this operation.");
    }
    return call.store()
        .realm(there)
        .keys()
        .get(primary.id())
        .orElseThrow(
            () ->
                ErrorType.NOT_FOUND.failure(
                    "Key '" + there.keyArn(primary.id()) + "' does not exist"));
  }
}
