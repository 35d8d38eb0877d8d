package io.github.kmsjca.internal.envelope;

import io.github.kmsjca.internal.algorithm.Digest;
import io.github.kmsjca.internal.message.EncryptionContexts;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JCA's additional authenticated data in a message: a context pair that the header's tag covers,
 * and that is neither stored nor sent to KMS. A digest, so it may be of any length; without AAD
 * there is nothing, and the message is the Encryption SDK's to the bit. Not thread-safe.
 */
final class AadBinding {
  /** The pair's key; no context may hold it. */
  static final String CONTEXT_KEY = "jca-aad-sha384";

  private static final byte[] NONE = new byte[0];

  private @Nullable MessageDigest digest;
  private boolean present;

  void update(byte[] aad, int offset, int length) {
    if (length > 0) {
      MessageDigest sha384 = digest;
      if (sha384 == null) {
        sha384 = Primitives.digest(Digest.SHA_384);
        digest = sha384;
      }
      sha384.update(aad, offset, length);
      present = true;
    }
  }

  /** What the header's tag covers beside the header; the next message begins. */
  byte[] finish() {
    MessageDigest sha384 = digest;
    if (sha384 == null || !present) {
      return NONE;
    }
    present = false;
    String value = Base64.getEncoder().encodeToString(sha384.digest());
    return EncryptionContexts.encode(Map.of(CONTEXT_KEY, value));
  }

  void reset() {
    if (digest != null) {
      digest.reset();
    }
    present = false;
  }
}
