package io.github.kmsjca.internal.algorithm;

/**
 * The KeyAgreement algorithms, one row each. These rows drive registration, dispatch, the tests and
 * the documents' tables.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/specs/security/standard-names.html#keyagreement-algorithms">Standard
 *     names</a>
 */
public enum AgreementAlgorithm {
  /** NIST SP 800-56A, section 5.7.1.2: the x coordinate, as long as the field. */
  ECDH("ECDH");

  private static final int BITS_OF_A_BYTE = 8;

  private final String jcaName;

  AgreementAlgorithm(String jcaName) {
    this.jcaName = jcaName;
  }

  public String jcaName() {
    return jcaName;
  }

  /** KMS's own name. */
  public String wireName() {
    return name();
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
