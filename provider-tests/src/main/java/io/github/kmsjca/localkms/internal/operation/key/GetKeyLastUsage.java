package io.github.kmsjca.localkms.internal.operation.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Members;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.operation.StateRule;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.LastUse;
import java.time.Instant;
import java.util.UUID;

/**
 * Tells when and for what a key was last used with success. What was before the start of this KMS
 * is forgotten, and the answer says so by the date from which on it knows.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html">GetKeyLastUsage</a>
 */
public final class GetKeyLastUsage implements Operation {
  private static final OperationRow ROW =
      OperationRow.of("GetKeyLastUsage", Members.KEY_ID).on(KeyRule.MANAGED_KEY, StateRule.ANY);

  @Override
  public OperationRow row() {
    return ROW;
  }

  @Override
  public ObjectNode handle(Invocation call) {
    KmsKey key = call.key();
    Instant started = call.environment().started();
    Instant since = key.created().isBefore(started) ? started : key.created();
    ObjectNode answer =
        Json.object()
            .put("KeyId", key.arn())
            .put("KeyCreationDate", Json.seconds(key.created()))
            .put("TrackingStartDate", Json.seconds(since));
    ObjectNode usage = answer.putObject("KeyLastUsage");
    call.store().realm(key.scope()).lastUse(key.id()).ifPresent(use -> describe(usage, use));
    return answer;
  }

  private static void describe(ObjectNode usage, LastUse use) {
    usage
        .put("Operation", use.operation())
        .put("Timestamp", Json.seconds(use.when()))
        .put("KmsRequestId", use.requestId())
        .put("CloudTrailEventId", eventId(UUID.fromString(use.requestId())));
  }

  /** Nothing logs the event; but it always has an id, which is that of one call only. */
  private static String eventId(UUID requestId) {
    long high = requestId.getMostSignificantBits() ^ 0xFFFF_FFFF_FFFF_0FFFL;
    long low = requestId.getLeastSignificantBits() ^ 0x3FFF_FFFF_FFFF_FFFFL;
    return new UUID(high, low).toString();
  }
}
