package io.github.kmsjca.internal.envelope;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.kms.KeyArn;
import java.util.List;

/**
 * What the settings say of messages.
 *
 * @param frameLength bytes of plaintext in a frame
 * @param maxBuffered most bytes of a message that are kept until it is decrypted as a whole
 * @param decryptKeys further keys whose messages are decrypted
 * @param requireContext decrypt only where a context is expected
 * @param legacySuites take suites without key commitment
 * @param framedSigned release frames before a message's signature is verified
 */
public record EnvelopeSettings(
    int frameLength,
    int maxBuffered,
    List<KeyArn> decryptKeys,
    boolean requireContext,
    boolean legacySuites,
    boolean framedSigned) {
  /** The longest array that every JVM makes. */
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  static EnvelopeSettings of(Configuration configuration) {
    return new EnvelopeSettings(
        Math.toIntExact(configuration.size(Setting.FRAME_LENGTH)),
        (int) Math.min(MAX_ARRAY, configuration.size(Setting.MAX_BUFFERED)),
        configuration.list(Setting.DECRYPT_KEYS).stream().map(KeyArn::parse).toList(),
        configuration.isOn(Setting.REQUIRE_CONTEXT),
        configuration.isOn(Setting.ALLOW_LEGACY_SUITES),
        configuration.isOn(Setting.FRAMED_SIGNED));
  }
}
