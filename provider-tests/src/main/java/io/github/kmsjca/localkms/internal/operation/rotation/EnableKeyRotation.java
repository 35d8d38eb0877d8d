package io.github.kmsjca.localkms.internal.operation.rotation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.KindRule;
import io.github.kmsjca.localkms.internal.operation.MultiRegion;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Rotation;
import org.jspecify.annotations.Nullable;

/**
 * Has a key get new material from time to time, or changes how often. A call that gives no period
 * keeps that of a rotation already enabled.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html">EnableKeyRotation</a>
 */
public final class EnableKeyRotation implements Operation {
  private static final int USUAL_DAYS = 365;

  private static final Member PERIOD =
      Member.integer("RotationPeriodInDays").between(Rotation.SHORTEST, Rotation.LONGEST);
  private static final OperationRow ROW =
      OperationRow.of("EnableKeyRotation", Members.KEY_ID, PERIOD)
          .on(KeyRule.MANAGED_KEY, StateRule.ROTATING)
          .onlyOn(KindRule.ROTATING)
          .checkingStateFirst()
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public @Nullable ObjectNode handle(Invocation call) {
    KmsKey key = call.key();
    MultiRegion.refuseReplica(key);
    Rotation before = key.rotation();
    int usual = before == null ? USUAL_DAYS : before.periodInDays();
    int days = call.input().integer(PERIOD.name(), usual);
    if (before == null || before.periodInDays() != days) {
      call.put(key.rotating(new Rotation(call.now(), days)));
    }
    return null;
  }
}
