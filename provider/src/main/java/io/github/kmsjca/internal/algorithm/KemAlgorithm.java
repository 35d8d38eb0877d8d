package io.github.kmsjca.internal.algorithm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The KEM algorithms, one row each. These rows drive registration, dispatch, the tests and the
 * documents' tables.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/25/docs/specs/security/standard-names.html#kem-algorithms">Standard
 *     names</a>
 * @see <a href="https://doi.org/10.6028/NIST.FIPS.203">FIPS 203</a>
 */
public enum KemAlgorithm {
  /** Of whatever parameter set the key is. */
  ML_KEM("ML-KEM", null),
  ML_KEM_512("ML-KEM-512", KeySpec.ML_KEM_512),
  ML_KEM_768("ML-KEM-768", KeySpec.ML_KEM_768),
  ML_KEM_1024("ML-KEM-1024", KeySpec.ML_KEM_1024);

  /** Bytes of a shared secret. */
  public static final int SECRET_LENGTH = 32;

  private final String jcaName;
  private final @Nullable KeySpec spec;

  KemAlgorithm(String jcaName, @Nullable KeySpec spec) {
    this.jcaName = jcaName;
    this.spec = spec;
  }

  public String jcaName() {
    return jcaName;
  }

  /** KMS's own name: one for all parameter sets. */
  public String wireName() {
    return ML_KEM.name();
  }

  /** Object identifiers, with and without the prefix {@code OID.}. */
  public List<String> aliases() {
    String oid = spec == null ? null : spec.oid();
    return oid == null ? List.of() : List.of(oid, "OID.".concat(oid));
  }

  /** True if keys of that spec can do this. */
  public boolean suits(KeySpec candidate) {
    return spec == null ? candidate.family() == KeyFamily.ML_KEM : candidate == spec;
  }

  /**
   * Bytes of an encapsulation for keys of that spec (FIPS 203, table 3).
   *
   * @throws IllegalArgumentException if there are none
   */
  public static int encapsulationLength(KeySpec spec) {
    return switch (spec) {
      case ML_KEM_512 -> 768;
      case ML_KEM_768 -> 1088;
      case ML_KEM_1024 -> 1568;
      default -> throw new IllegalArgumentException(spec + " encapsulates nothing");
    };
  }
}
