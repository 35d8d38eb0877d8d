package io.github.kmsjca.localkms.internal.operation.rotation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.model.Origin;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.KindRule;
import io.github.kmsjca.localkms.internal.operation.MultiRegion;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.HeldMaterial;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Underway;
import java.time.Duration;
import java.time.Instant;

/**
 * Begins to give a key new material: that of KMS, or what its owner has imported for it. The store
 * completes it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_RotateKeyOnDemand.html">RotateKeyOnDemand</a>
 */
public final class RotateKeyOnDemand implements Operation {
  private static final int MOST = 25;
  private static final Duration TOO_CLOSE = Duration.ofMinutes(20);

  private static final OperationRow ROW =
      OperationRow.of("RotateKeyOnDemand", Members.KEY_ID)
          .on(KeyRule.MANAGED_KEY, StateRule.ROTATABLE)
          .onlyOn(KindRule.SYMMETRIC)
          .checkingStateFirst()
          .takingTurns();

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    KmsKey key = call.key();
    MultiRegion.refuseReplica(key);
    refuseConflict(key, call.now());
    if (key.materials().used().stream().filter(RotateKeyOnDemand::onDemand).count() >= MOST) {
      throw ErrorType.LIMIT_EXCEEDED.failure(
          "The on-demand rotations limit has been reached for the given keyId. No more on-demand"
              + " rotations can be performed for this key: "
              + key.arn());
    }
    if (key.origin() == Origin.EXTERNAL && !MultiRegion.of(call, key).pendingEverywhere()) {
      throw ErrorType.INVALID_STATE.failure(
          key.arn() + " has no key material that is pending rotation.");
    }
    Instant done = call.environment().consistency().seenFrom(call.now());
    Underway.Span span = new Underway.Span(call.now(), done);
    call.put(key.edit().underway(key.underway().rotating(span)).done());
    call.store().expire(call.now());
    return Json.object().put("KeyId", key.arn());
  }

  private static boolean onDemand(HeldMaterial material) {
    HeldMaterial.Turn turn = material.rotation();
    return turn != null && turn.onDemand();
  }

  private static void refuseConflict(KmsKey key, Instant now) {
    Instant soon = now.plus(TOO_CLOSE);
    if (key.nextTurn().filter(turn -> turn.onDemand() || !turn.date().isAfter(soon)).isPresent()) {
      throw ErrorType.CONFLICT.failure(
          "A rotation of "
              + key.arn()
              + " is in progress, or is to begin within the next "
              + TOO_CLOSE.toMinutes()
              + " minutes.");
    }
  }
}
