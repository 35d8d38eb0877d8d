package io.github.kmsjca.internal.algorithm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The KeyPairGenerator and KeyGenerator algorithms, one row each. These rows drive registration,
 * dispatch, the tests and the documents' tables. A row whose key specs this library does not have
 * is not offered.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/specs/security/standard-names.html#keypairgenerator-algorithms">Standard
 *     names</a>
 */
public enum GeneratorAlgorithm {
  RSA("RSA", true, "RSA_3072", "1.2.840.113549.1.1.1", "RSA_"),
  /** The SM2 curve too: its keys say of themselves that they are EC. */
  EC("EC", true, "ECC_NIST_P256", "1.2.840.10045.2.1", "ECC_NIST_P", "ECC_SECG_", "SM2"),
  EDDSA("EdDSA", true, "ECC_NIST_EDWARDS25519", null, "ECC_NIST_EDWARDS25519"),
  ED25519("Ed25519", true, "ECC_NIST_EDWARDS25519", "1.3.101.112", "ECC_NIST_EDWARDS25519"),
  ML_DSA("ML-DSA", true, "ML_DSA_65", null, "ML_DSA_"),
  ML_DSA_44("ML-DSA-44", true, "ML_DSA_44", "2.16.840.1.101.3.4.3.17", "ML_DSA_44"),
  ML_DSA_65("ML-DSA-65", true, "ML_DSA_65", "2.16.840.1.101.3.4.3.18", "ML_DSA_65"),
  ML_DSA_87("ML-DSA-87", true, "ML_DSA_87", "2.16.840.1.101.3.4.3.19", "ML_DSA_87"),
  ML_KEM("ML-KEM", true, "ML_KEM_768", null, "ML_KEM_"),
  ML_KEM_512("ML-KEM-512", true, "ML_KEM_512", "2.16.840.1.101.3.4.4.1", "ML_KEM_512"),
  ML_KEM_768("ML-KEM-768", true, "ML_KEM_768", "2.16.840.1.101.3.4.4.2", "ML_KEM_768"),
  ML_KEM_1024("ML-KEM-1024", true, "ML_KEM_1024", "2.16.840.1.101.3.4.4.3", "ML_KEM_1024"),
  SM2("SM2", true, "SM2", null, "SM2"),
  AES("AES", false, "SYMMETRIC_DEFAULT", "2.16.840.1.101.3.4.1", "SYMMETRIC_DEFAULT"),
  HMAC_SHA_224("HmacSHA224", false, "HMAC_224", "1.2.840.113549.2.8", "HMAC_224"),
  HMAC_SHA_256("HmacSHA256", false, "HMAC_256", "1.2.840.113549.2.9", "HMAC_256"),
  HMAC_SHA_384("HmacSHA384", false, "HMAC_384", "1.2.840.113549.2.10", "HMAC_384"),
  HMAC_SHA_512("HmacSHA512", false, "HMAC_512", "1.2.840.113549.2.11", "HMAC_512");

  private final String jcaName;
  private final boolean ofPairs;
  private final String defaultSpec;
  private final @Nullable String oid;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> specs;

  GeneratorAlgorithm(
      String jcaName, boolean ofPairs, String defaultSpec, @Nullable String oid, String... specs) {
    this.jcaName = jcaName;
    this.ofPairs = ofPairs;
    this.defaultSpec = defaultSpec;
    this.oid = oid;
    this.specs = List.of(specs);
  }

  public String jcaName() {
    return jcaName;
  }

  /** True of a KeyPairGenerator, false of a KeyGenerator. */
  public boolean isOfPairs() {
    return ofPairs;
  }

  /** The engine, as JCA calls it. */
  public String engine() {
    return ofPairs ? "KeyPairGenerator" : "KeyGenerator";
  }

  /** Object identifiers, with and without the prefix {@code OID.}. */
  public List<String> aliases() {
    return oid == null ? List.of() : List.of(oid, "OID.".concat(oid));
  }

  /** True of the algorithm's name in any letters, false of an alias. */
  public boolean isOwnName(String name) {
    return name.equalsIgnoreCase(jcaName);
  }

  /** The spec that is made if nobody says which. */
  public KeySpec defaultSpec() {
    return KeySpec.valueOf(defaultSpec);
  }

  /** True if keys of that spec are of this algorithm. */
  public boolean suits(KeySpec spec) {
    for (String beginning : specs) {
      if (spec.name().startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  /** All specs of this algorithm. */
  public List<KeySpec> keySpecs() {
    List<KeySpec> suitable = new ArrayList<>();
    for (KeySpec spec : KeySpec.values()) {
      if (suits(spec)) {
        suitable.add(spec);
      }
    }
    return suitable;
  }
}
