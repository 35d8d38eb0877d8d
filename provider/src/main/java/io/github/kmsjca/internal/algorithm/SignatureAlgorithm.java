package io.github.kmsjca.internal.algorithm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Signature algorithms, one row each: JCA standard name, scheme, digest, aliases. These rows
 * drive registration, dispatch, the tests and the documents' tables.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/specs/security/standard-names.html">Standard
 *     names</a>
 */
public enum SignatureAlgorithm {
  SHA256_WITH_RSA(
      "SHA256withRSA", SignatureScheme.RSA_PKCS1, Digest.SHA_256, oid("1.2.840.113549.1.1.11")),
  SHA384_WITH_RSA(
      "SHA384withRSA", SignatureScheme.RSA_PKCS1, Digest.SHA_384, oid("1.2.840.113549.1.1.12")),
  SHA512_WITH_RSA(
      "SHA512withRSA", SignatureScheme.RSA_PKCS1, Digest.SHA_512, oid("1.2.840.113549.1.1.13")),
  /** Takes a DigestInfo of SHA-256, SHA-384 or SHA-512: KMS makes the padding itself. */
  NONE_WITH_RSA("NONEwithRSA", SignatureScheme.RSA_PKCS1, null),

  /** The digest is in the parameters. */
  RSASSA_PSS("RSASSA-PSS", SignatureScheme.RSA_PSS, null, oid("1.2.840.113549.1.1.10")),
  SHA256_WITH_RSA_AND_MGF1(
      "SHA256withRSAandMGF1",
      SignatureScheme.RSA_PSS,
      Digest.SHA_256,
      "SHA256withRSASSA-PSS",
      "SHA256withRSA/PSS"),
  SHA384_WITH_RSA_AND_MGF1(
      "SHA384withRSAandMGF1",
      SignatureScheme.RSA_PSS,
      Digest.SHA_384,
      "SHA384withRSASSA-PSS",
      "SHA384withRSA/PSS"),
  SHA512_WITH_RSA_AND_MGF1(
      "SHA512withRSAandMGF1",
      SignatureScheme.RSA_PSS,
      Digest.SHA_512,
      "SHA512withRSASSA-PSS",
      "SHA512withRSA/PSS"),

  SHA224_WITH_ECDSA(
      "SHA224withECDSA", SignatureScheme.ECDSA_DER, Digest.SHA_224, oid("1.2.840.10045.4.3.1")),
  SHA256_WITH_ECDSA(
      "SHA256withECDSA", SignatureScheme.ECDSA_DER, Digest.SHA_256, oid("1.2.840.10045.4.3.2")),
  SHA384_WITH_ECDSA(
      "SHA384withECDSA", SignatureScheme.ECDSA_DER, Digest.SHA_384, oid("1.2.840.10045.4.3.3")),
  SHA512_WITH_ECDSA(
      "SHA512withECDSA", SignatureScheme.ECDSA_DER, Digest.SHA_512, oid("1.2.840.10045.4.3.4")),
  SHA3_224_WITH_ECDSA(
      "SHA3-224withECDSA",
      SignatureScheme.ECDSA_DER,
      Digest.SHA3_224,
      oid("2.16.840.1.101.3.4.3.9")),
  SHA3_256_WITH_ECDSA(
      "SHA3-256withECDSA",
      SignatureScheme.ECDSA_DER,
      Digest.SHA3_256,
      oid("2.16.840.1.101.3.4.3.10")),
  SHA3_384_WITH_ECDSA(
      "SHA3-384withECDSA",
      SignatureScheme.ECDSA_DER,
      Digest.SHA3_384,
      oid("2.16.840.1.101.3.4.3.11")),
  SHA3_512_WITH_ECDSA(
      "SHA3-512withECDSA",
      SignatureScheme.ECDSA_DER,
      Digest.SHA3_512,
      oid("2.16.840.1.101.3.4.3.12")),
  NONE_WITH_ECDSA("NONEwithECDSA", SignatureScheme.ECDSA_DER, null),

  SHA224_WITH_ECDSA_P1363(
      "SHA224withECDSAinP1363Format", SignatureScheme.ECDSA_P1363, Digest.SHA_224),
  SHA256_WITH_ECDSA_P1363(
      "SHA256withECDSAinP1363Format", SignatureScheme.ECDSA_P1363, Digest.SHA_256),
  SHA384_WITH_ECDSA_P1363(
      "SHA384withECDSAinP1363Format", SignatureScheme.ECDSA_P1363, Digest.SHA_384),
  SHA512_WITH_ECDSA_P1363(
      "SHA512withECDSAinP1363Format", SignatureScheme.ECDSA_P1363, Digest.SHA_512),
  SHA3_224_WITH_ECDSA_P1363(
      "SHA3-224withECDSAinP1363Format", SignatureScheme.ECDSA_P1363, Digest.SHA3_224),
  SHA3_256_WITH_ECDSA_P1363(
      "SHA3-256withECDSAinP1363Format", SignatureScheme.ECDSA_P1363, Digest.SHA3_256),
  SHA3_384_WITH_ECDSA_P1363(
      "SHA3-384withECDSAinP1363Format", SignatureScheme.ECDSA_P1363, Digest.SHA3_384),
  SHA3_512_WITH_ECDSA_P1363(
      "SHA3-512withECDSAinP1363Format", SignatureScheme.ECDSA_P1363, Digest.SHA3_512),
  NONE_WITH_ECDSA_P1363("NONEwithECDSAinP1363Format", SignatureScheme.ECDSA_P1363, null),

  EDDSA("EdDSA", SignatureScheme.ED25519, null),
  ED25519("Ed25519", SignatureScheme.ED25519, null, oid("1.3.101.112")),
  ED25519PH("Ed25519ph", SignatureScheme.ED25519PH, Digest.SHA_512),

  /** Any of the three parameter sets; the key says which. */
  ML_DSA("ML-DSA", SignatureScheme.ML_DSA, null),
  ML_DSA_44("ML-DSA-44", SignatureScheme.ML_DSA, null, oid("2.16.840.1.101.3.4.3.17")),
  ML_DSA_65("ML-DSA-65", SignatureScheme.ML_DSA, null, oid("2.16.840.1.101.3.4.3.18")),
  ML_DSA_87("ML-DSA-87", SignatureScheme.ML_DSA, null, oid("2.16.840.1.101.3.4.3.19")),

  SM3_WITH_SM2("SM3withSM2", SignatureScheme.SM2, null, oid("1.2.156.10197.1.501"));

  private final String jcaName;
  private final SignatureScheme scheme;
  private final @Nullable Digest digest;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> aliases;

  SignatureAlgorithm(
      String jcaName, SignatureScheme scheme, @Nullable Digest digest, String... aliases) {
    this.jcaName = jcaName;
    this.scheme = scheme;
    this.digest = digest;
    this.aliases = aliases(aliases);
  }

  public String jcaName() {
    return jcaName;
  }

  public SignatureScheme scheme() {
    return scheme;
  }

  /** The name that other providers know this by: PSS has one, whatever the digest. */
  public String delegateName() {
    return scheme == SignatureScheme.RSA_PSS ? RSASSA_PSS.jcaName : jcaName;
  }

  /**
   * True if keys of that spec can do this: the family, and the parameter set if the name has one.
   */
  public boolean suits(KeySpec spec) {
    String parameterSet = spec.oid();
    return spec.family() == scheme.family()
        && (scheme != SignatureScheme.ML_DSA
            || aliases.isEmpty()
            || (parameterSet != null && aliases.contains(parameterSet)));
  }

  /** The digest that the name fixes; {@code null} if the caller hashes, or the parameters say. */
  public @Nullable Digest digest() {
    return digest;
  }

  /** Other names; an object identifier comes with and without the prefix {@code OID.}. */
  public List<String> aliases() {
    return aliases;
  }

  private static String oid(String dotted) {
    return OID_PREFIX.concat(dotted); // not +, whose machinery start-up would pay for
  }

  private static final String OID_PREFIX = "OID.";

  private static List<String> aliases(String... names) {
    if (names.length == 1 && names[0].startsWith(OID_PREFIX)) {
      return List.of(names[0], names[0].substring(OID_PREFIX.length()));
    }
    return List.of(names);
  }
}
