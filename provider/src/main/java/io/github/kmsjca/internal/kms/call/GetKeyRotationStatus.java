package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.ResponseChecks;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;

/** GetKeyRotationStatus. */
public final class GetKeyRotationStatus
    extends KeyCall<GetKeyRotationStatusResponse, GetKeyRotationStatus.Rotation> {
  /**
   * Whether a key is rotated.
   *
   * @param periodInDays {@code null} if rotation is not enabled
   * @param next {@code null} if rotation is not enabled
   */
  public record Rotation(boolean enabled, @Nullable Integer periodInDays, @Nullable Instant next) {}

  public GetKeyRotationStatus(KeyUse key) {
    super("GetKeyRotationStatus", key);
  }

  @Override
  public boolean mayGoElsewhere() {
    return false;
  }

  @Override
  public GetKeyRotationStatusResponse send(Target to) {
    return to.kms().getKeyRotationStatus(r -> r.keyId(to.keyId()));
  }

  @Override
  String answeredKeyId(GetKeyRotationStatusResponse response) {
    return response.keyId();
  }

  @Override
  public Rotation result(GetKeyRotationStatusResponse response, ResponseChecks checks) {
    return new Rotation(
        Boolean.TRUE.equals(response.keyRotationEnabled()),
        response.rotationPeriodInDays(),
        response.nextRotationDate());
  }
}
