package io.github.kmsjca.localkms.internal.operation.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.MultiRegion;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import java.time.Duration;
import java.time.Instant;

/**
 * Sets the day on which a key vanishes; until then it can be saved but not used. A primary key
 * outlives its replica keys, whatever their dates.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html">ScheduleKeyDeletion</a>
 */
public final class ScheduleKeyDeletion implements Operation {
  private static final int USUAL_DAYS = 30;
  private static final OperationRow ROW =
      OperationRow.of(
              "ScheduleKeyDeletion",
              Members.KEY_ID,
              Member.integer("PendingWindowInDays").between(7, 30))
          .on(KeyRule.MANAGED_KEY, StateRule.DELETABLE)
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    KmsKey key = call.key();
    int days = call.input().integer("PendingWindowInDays", USUAL_DAYS);
    boolean replicasFirst = !key.replica() && MultiRegion.of(call, key).hasReplicas();
    KmsKey scheduled =
        replicasFirst
            ? key.deletedAfterReplicas(days)
            : key.deletedAt(call.now().plus(Duration.ofDays(days)));
    call.put(scheduled);
    ObjectNode answer =
        Json.object()
            .put("KeyId", key.arn())
            .put("KeyState", scheduled.state().wireName())
            .put("PendingWindowInDays", days);
    Instant date = scheduled.deletionDate();
    return date == null ? answer : answer.put("DeletionDate", Json.seconds(date));
  }
}
