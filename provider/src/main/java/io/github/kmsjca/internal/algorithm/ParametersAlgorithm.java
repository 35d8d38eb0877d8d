package io.github.kmsjca.internal.algorithm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The AlgorithmParameters of our Signatures and Ciphers, one row each: what the platform, or a
 * library, asks a provider for because it has met an engine of it.
 */
public enum ParametersAlgorithm {
  /** Asked for by {@code sun.security.util.SignatureUtil} of JDK 17, for ECDSA identifiers. */
  EC("EC", "1.2.840.10045.2.1"),
  RSASSA_PSS("RSASSA-PSS", "1.2.840.113549.1.1.10"),
  /** Asked for by {@code javax.crypto.SealedObject}, which is given the name of a provider. */
  GCM("GCM", "2.16.840.1.101.3.4.1.6", "2.16.840.1.101.3.4.1.26", "2.16.840.1.101.3.4.1.46"),
  OAEP("OAEP");

  private static final String OID_PREFIX = "OID.";

  private final String jcaName;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> oids;

  ParametersAlgorithm(String jcaName, String... oids) {
    this.jcaName = jcaName;
    this.oids = List.of(oids);
  }

  /** The row of that name or object identifier; {@code null} if there is none. */
  public static @Nullable ParametersAlgorithm of(String name) {
    String oid = name.startsWith(OID_PREFIX) ? name.substring(OID_PREFIX.length()) : name;
    for (ParametersAlgorithm row : values()) {
      if (row.jcaName.equalsIgnoreCase(name) || row.oids.contains(oid)) {
        return row;
      }
    }
    return null;
  }

  public String jcaName() {
    return jcaName;
  }
}
