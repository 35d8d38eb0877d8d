package io.github.kmsjca.internal.algorithm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The KeyAgreement algorithms, one row each: name, digest of the key derivation, order of what is
 * hashed, object identifier. These rows drive registration, dispatch, the tests and the documents'
 * tables. The names with a key derivation are Bouncy Castle's, whose CMS and OpenPGP ask for them.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/specs/security/standard-names.html#keyagreement-algorithms">Standard
 *     names</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5753#section-7.1.4">RFC 5753, 7.1.4: identifiers,
 *     with and without cofactor, which is 1 on all curves of KMS</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6637#section-7">RFC 6637, 7: OpenPGP's</a>
 */
public enum AgreementAlgorithm {
  /** NIST SP 800-56A, section 5.7.1.2: the x coordinate, as long as the field. */
  ECDH("ECDH", null, false),

  ECDH_SHA_1_KDF("ECDHwithSHA1KDF", "SHA-1", false, "1.3.133.16.840.63.0.2"),
  ECDH_SHA_224_KDF("ECDHwithSHA224KDF", "SHA-224", false, "1.3.132.1.11.0"),
  ECDH_SHA_256_KDF("ECDHwithSHA256KDF", "SHA-256", false, "1.3.132.1.11.1"),
  ECDH_SHA_384_KDF("ECDHwithSHA384KDF", "SHA-384", false, "1.3.132.1.11.2"),
  ECDH_SHA_512_KDF("ECDHwithSHA512KDF", "SHA-512", false, "1.3.132.1.11.3"),

  ECCDH_SHA_1_KDF("ECCDHwithSHA1KDF", "SHA-1", false, "1.3.133.16.840.63.0.3"),
  ECCDH_SHA_224_KDF("ECCDHwithSHA224KDF", "SHA-224", false, "1.3.132.1.14.0"),
  ECCDH_SHA_256_KDF("ECCDHwithSHA256KDF", "SHA-256", false, "1.3.132.1.14.1"),
  ECCDH_SHA_384_KDF("ECCDHwithSHA384KDF", "SHA-384", false, "1.3.132.1.14.2"),
  ECCDH_SHA_512_KDF("ECCDHwithSHA512KDF", "SHA-512", false, "1.3.132.1.14.3"),

  ECCDH_SHA_1_CKDF("ECCDHwithSHA1CKDF", "SHA-1", true),
  ECCDH_SHA_256_CKDF("ECCDHwithSHA256CKDF", "SHA-256", true),
  ECCDH_SHA_384_CKDF("ECCDHwithSHA384CKDF", "SHA-384", true),
  ECCDH_SHA_512_CKDF("ECCDHwithSHA512CKDF", "SHA-512", true);

  private static final int BITS_OF_A_BYTE = 8;
  private static final String OID_PREFIX = "OID.";

  private final String jcaName;
  private final @Nullable String digest;
  private final boolean isCounterFirst;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> aliases;

  AgreementAlgorithm(
      String jcaName, @Nullable String digest, boolean isCounterFirst, String... oid) {
    this.jcaName = jcaName;
    this.digest = digest;
    this.isCounterFirst = isCounterFirst;
    this.aliases = oid.length == 0 ? List.of() : List.of(OID_PREFIX.concat(oid[0]), oid[0]);
  }

  public String jcaName() {
    return jcaName;
  }

  /** The object identifier, with and without the prefix {@code OID.}, if there is one. */
  public List<String> aliases() {
    return aliases;
  }

  /** JCA's name of the digest that keys are derived with; {@code null} without a derivation. */
  public @Nullable String digest() {
    return digest;
  }

  /**
   * What is hashed first: the counter, as in NIST SP 800-56A, or the secret, as in ANSI X9.63. All
   * else of the two derivations is the same.
   */
  public boolean isCounterFirst() {
    return isCounterFirst;
  }

  /** KMS's own name: what it gives is the x coordinate, whatever is derived from it here. */
  public String wireName() {
    return ECDH.name();
  }

  /** True if KMS makes keys of that spec that can do this. */
  public boolean suits(KeySpec spec) {
    return switch (spec) {
      case ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521, SM2 -> true;
      default -> false;
    };
  }

  /** Bytes of a shared secret. */
  public int length(KeySpec spec) {
    return (spec.bits() + BITS_OF_A_BYTE - 1) / BITS_OF_A_BYTE;
  }
}
