package io.github.kmsjca.internal.algorithm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The algorithm suites of AWS Encryption SDK messages, one row each. All encrypt by AES-GCM with an
 * IV of 12 bytes and a tag of 16.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/algorithms-reference.html">Algorithms
 *     reference</a>
 */
public enum MessageSuite {
  AES_128_GCM(0x0014, 1, 16, null, null),
  AES_192_GCM(0x0046, 1, 24, null, null),
  AES_256_GCM(0x0078, 1, 32, null, null),
  AES_128_GCM_HKDF_SHA256(0x0114, 1, 16, Digest.SHA_256, null),
  AES_192_GCM_HKDF_SHA256(0x0146, 1, 24, Digest.SHA_256, null),
  AES_256_GCM_HKDF_SHA256(0x0178, 1, 32, Digest.SHA_256, null),
  AES_128_GCM_HKDF_SHA256_ECDSA_P256(0x0214, 1, 16, Digest.SHA_256, KeySpec.ECC_NIST_P256),
  AES_192_GCM_HKDF_SHA384_ECDSA_P384(0x0346, 1, 24, Digest.SHA_384, KeySpec.ECC_NIST_P384),
  AES_256_GCM_HKDF_SHA384_ECDSA_P384(0x0378, 1, 32, Digest.SHA_384, KeySpec.ECC_NIST_P384),
  /** Commits to its key. What this library writes. */
  AES_256_GCM_HKDF_SHA512_COMMIT_KEY(0x0478, 2, 32, Digest.SHA_512, null),
  /** The Encryption SDK's default. */
  AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384(
      0x0578, 2, 32, Digest.SHA_512, KeySpec.ECC_NIST_P384);

  /** For look-ups, of which each message makes one: {@code values()} is a copy. */
  private static final List<MessageSuite> ALL = List.of(values());

  private final int id;
  private final int headerVersion;
  private final int keyLength;
  private final @Nullable Digest derivation;
  private final @Nullable KeySpec signature;

  MessageSuite(
      int id,
      int headerVersion,
      int keyLength,
      @Nullable Digest derivation,
      @Nullable KeySpec signature) {
    this.id = id;
    this.headerVersion = headerVersion;
    this.keyLength = keyLength;
    this.derivation = derivation;
    this.signature = signature;
  }

  /** What stands in a header. */
  public int id() {
    return id;
  }

  /** Version of the header that the suite goes with. */
  public int headerVersion() {
    return headerVersion;
  }

  /** Length of the data key, and of the AES key made of it, in bytes. */
  public int keyLength() {
    return keyLength;
  }

  /** The digest of HKDF; {@code null} if the data key itself encrypts. */
  public @Nullable Digest derivation() {
    return derivation;
  }

  /** The curve that signs a message, with its own digest; {@code null} if there is no signature. */
  public @Nullable KeySpec signature() {
    return signature;
  }

  /** True if the header holds a commitment to the data key: only version 2 does. */
  public boolean commits() {
    return headerVersion == 2;
  }

  /** Length of the message id in bytes. */
  public int messageIdLength() {
    return headerVersion == 2 ? 32 : 16;
  }

  /** The row with this id, or {@code null}. */
  public static @Nullable MessageSuite ofId(int id) {
    for (MessageSuite suite : ALL) {
      if (suite.id == id) {
        return suite;
      }
    }
    return null;
  }
}
