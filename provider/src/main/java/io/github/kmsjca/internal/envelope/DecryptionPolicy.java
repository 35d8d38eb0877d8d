package io.github.kmsjca.internal.envelope;

import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsGateway;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants of a message before it is opened; all of it is checked before any KMS call.
 *
 * @param keys whose wrapped data keys may be unwrapped, the handle's own key first
 * @param context pairs that the message must carry
 * @param requireContext refuse if there is no such pair
 * @param legacySuites take suites that do not commit to their key
 * @param iv how the message id must begin; {@code null} if that does not matter
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record DecryptionPolicy(
    KmsGateway gateway,
    List<KeyUse> keys,
    Map<String, String> context,
    boolean requireContext,
    boolean legacySuites,
    byte @Nullable [] iv) {
  @Override
  public String toString() {
    return "messages for " + keys;
  }
}
