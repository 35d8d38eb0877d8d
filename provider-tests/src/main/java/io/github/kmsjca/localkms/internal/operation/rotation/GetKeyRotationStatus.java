package io.github.kmsjca.localkms.internal.operation.rotation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.KeyState;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.KindRule;
import io.github.kmsjca.localkms.internal.operation.MultiRegion;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Rotation;
import io.github.kmsjca.localkms.internal.state.Underway;

/**
 * Tells whether and when a key gets new material. That of a key about to be deleted does not
 * rotate, whatever has been enabled.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyRotationStatus.html">GetKeyRotationStatus</a>
 */
public final class GetKeyRotationStatus implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("GetKeyRotationStatus", Members.KEY_ID)
          .on(KeyRule.SHARED_KEY, StateRule.ANY)
          .onlyOn(KindRule.SYMMETRIC);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    KmsKey key = call.key();
    KmsKey primary = MultiRegion.of(call, key).primary();
    ObjectNode answer = Json.object().put("KeyId", key.arn());
    Underway.Span onDemand = primary.underway().rotation();
    if (onDemand != null) {
      answer.put("OnDemandRotationStartDate", Json.seconds(onDemand.start()));
    }
    Rotation rotation = primary.rotation();
    if (rotation == null
        || key.state() == KeyState.PENDING_DELETION
        || key.state() == KeyState.PENDING_REPLICA_DELETION) {
      return answer.put("KeyRotationEnabled", false);
    }
    return answer
        .put("KeyRotationEnabled", true)
        .put("RotationPeriodInDays", rotation.periodInDays())
        .put("NextRotationDate", Json.seconds(rotation.next()));
  }
}
