package io.github.kmsjca.internal.envelope;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.kmsjca.internal.algorithm.Digest;
import io.github.kmsjca.internal.algorithm.MessageSuite;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import javax.crypto.Mac;

/**
 * A message's own key from data key and message id: HKDF, each output no longer than its digest.
 * Not thread-safe; keeps its MACs, which cost more to get than to use.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5869">RFC 5869</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/algorithms-reference.html">Key
 *     derivation of the suites</a>
 */
final class KeyDerivation {
  private static final byte[] KEY_LABEL = "DERIVEKEY".getBytes(US_ASCII);
  private static final byte[] COMMITMENT_LABEL = "COMMITKEY".getBytes(US_ASCII);
  private static final byte FIRST_BLOCK = 1;
  private static final byte[] NOTHING = new byte[0];

  private final Map<Digest, Mac> macs = new EnumMap<>(Digest.class);

  /** One output of a MAC, of the longest; wiped after each derivation. */
  private final byte[] block = new byte[Digest.SHA_512.length()];

  /**
   * What one message is encrypted with.
   *
   * @param key the AES key, the caller's own, to be wiped
   * @param commitment proves which data key was used; empty if the suite has none
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record MessageKey(byte[] key, byte[] commitment) {
    @Override
    public String toString() {
      return "a message key of " + key.length + " bytes";
    }
  }

  MessageKey derive(MessageSuite suite, byte[] messageId, byte[] dataKey) {
    Digest digest = suite.derivation();
    if (digest == null) {
      return new MessageKey(dataKey.clone(), NOTHING);
    }
    Mac mac = mac(digest);
    try {
      byte[] salt = suite.commits() ? messageId : new byte[digest.length()];
      mac.init(new WipeableKey("HKDF", salt));
      mac.update(dataKey);
      mac.doFinal(block, 0);
      mac.init(new WipeableKey("HKDF", block, digest.length()));
      if (!suite.commits()) {
        putId(mac, suite);
        mac.update(messageId);
        return new MessageKey(expand(mac, suite.keyLength()), NOTHING);
      }
      mac.update(COMMITMENT_LABEL);
      byte[] commitment = expand(mac, suite.keyLength());
      putId(mac, suite);
      mac.update(KEY_LABEL);
      return new MessageKey(expand(mac, suite.keyLength()), commitment);
    } catch (GeneralSecurityException e) {
      throw new ProviderException("HKDF failed", e);
    } finally {
      Arrays.fill(block, (byte) 0);
    }
  }

  private static void putId(Mac mac, MessageSuite suite) {
    mac.update((byte) (suite.id() >> 8));
    mac.update((byte) suite.id());
  }

  private byte[] expand(Mac mac, int length) throws GeneralSecurityException {
    mac.update(FIRST_BLOCK);
    mac.doFinal(block, 0);
    return Arrays.copyOf(block, length);
  }

  private Mac mac(Digest digest) {
    Mac mac = macs.get(digest);
    if (mac == null) {
      mac = Primitives.hmac(digest);
      macs.put(digest, mac);
    }
    return mac;
  }
}
