package io.github.kmsjca.internal.algorithm;

import java.util.List;

/**
 * The Mac algorithms, one row each. These rows drive registration, dispatch, the tests and the
 * documents' tables.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/specs/security/standard-names.html#mac-algorithms">Standard
 *     names</a>
 */
public enum MacAlgorithm {
  HMAC_SHA_224("HmacSHA224", KeySpec.HMAC_224, "1.2.840.113549.2.8"),
  HMAC_SHA_256("HmacSHA256", KeySpec.HMAC_256, "1.2.840.113549.2.9"),
  HMAC_SHA_384("HmacSHA384", KeySpec.HMAC_384, "1.2.840.113549.2.10"),
  HMAC_SHA_512("HmacSHA512", KeySpec.HMAC_512, "1.2.840.113549.2.11");

  private static final int BITS_OF_A_BYTE = 8;

  private final String jcaName;
  private final KeySpec spec;
  private final String oid;

  MacAlgorithm(String jcaName, KeySpec spec, String oid) {
    this.jcaName = jcaName;
    this.spec = spec;
    this.oid = oid;
  }

  /**
   * What keys of that spec do.
   *
   * @throws IllegalArgumentException if that is no MAC
   */
  public static MacAlgorithm of(KeySpec spec) {
    for (MacAlgorithm row : values()) {
      if (row.spec == spec) {
        return row;
      }
    }
    throw new IllegalArgumentException(spec + " makes no MACs");
  }

  public String jcaName() {
    return jcaName;
  }

  /** KMS's own name. */
  public String wireName() {
    return name();
  }

  /** Object identifiers, with and without the prefix {@code OID.}. */
  public List<String> aliases() {
    return List.of(oid, "OID.".concat(oid));
  }

  /** The one spec whose keys can do this. */
  public KeySpec spec() {
    return spec;
  }

  /** Bytes of a MAC. */
  public int length() {
    return spec.bits() / BITS_OF_A_BYTE;
  }
}
