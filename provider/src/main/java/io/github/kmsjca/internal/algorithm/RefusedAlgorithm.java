package io.github.kmsjca.internal.algorithm;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names that programs try with KMS keys, and KMS cannot do: one row for each reason, with the names
 * it is the reason for. JCA alone would say that no provider supports the key.
 *
 * <p>Each name is one that the platform has: of another name JCA would say, because of the row,
 * that it is there, and refuse every key.
 *
 * <p>A row costs every program of the JVM some microseconds for each {@code Cipher.getInstance} of
 * its names while this provider is first, KMS keys or not. Measured in 24 interleaved pairs on JDK
 * 17 and 25, with getInstance, init and one operation of a software key: RSA encryption takes 7 to
 * 10 % longer, an RSA signature's verification that fails at once 2 to 3 microseconds, and a short
 * AES operation twice as long. {@code AES}, {@code AES/CBC/PKCS5Padding} and their kin are
 * therefore not here, and the documents say what to take instead.
 */
public enum RefusedAlgorithm {
  SHA_1_SIGNATURE(
      "Signature",
      "KMS makes no signatures with SHA-1: use SHA256withRSA, or SHA256withECDSA with an EC key",
      "SHA1withRSA",
      "1.2.840.113549.1.1.5",
      "SHA1withECDSA",
      "1.2.840.10045.4.1",
      "SHA1withECDSAinP1363Format"),
  MD5_SIGNATURE(
      "Signature",
      "KMS makes no signatures with MD2 or MD5: use SHA256withRSA",
      "MD5withRSA",
      "1.2.840.113549.1.1.4",
      "MD2withRSA",
      "1.2.840.113549.1.1.2"),
  OTHER_RSA_DIGEST(
      "Signature",
      "KMS signs with RSA and SHA-256, SHA-384 or SHA-512: use SHA256withRSA",
      "SHA224withRSA",
      "1.2.840.113549.1.1.14",
      "SHA512/224withRSA",
      "SHA512/256withRSA",
      "SHA3-224withRSA",
      "SHA3-256withRSA",
      "SHA3-384withRSA",
      "SHA3-512withRSA"),
  PKCS1_ENCRYPTION(
      "Cipher",
      "KMS has no PKCS #1 v1.5 decryption: use RSA/ECB/OAEPWithSHA-256AndMGF1Padding with"
          + " KmsPrivateKey.oaepSpec()",
      "RSA/ECB/PKCS1Padding",
      "RSA"),
  RAW_RSA(
      "Cipher",
      "KMS has no RSA without padding: to decrypt, use RSA/ECB/OAEPWithSHA-256AndMGF1Padding with"
          + " KmsPrivateKey.oaepSpec(); to sign a digest, the Signature NONEwithRSA",
      "RSA/ECB/NoPadding"),
  OTHER_OAEP_DIGEST(
      "Cipher",
      "KMS has OAEP with SHA-1 and SHA-256 only: use RSA/ECB/OAEPWithSHA-256AndMGF1Padding with"
          + " KmsPrivateKey.oaepSpec()",
      "RSA/ECB/OAEPWithSHA-224AndMGF1Padding",
      "RSA/ECB/OAEPWithSHA-384AndMGF1Padding",
      "RSA/ECB/OAEPWithSHA-512AndMGF1Padding",
      "RSA/ECB/OAEPWithMD5AndMGF1Padding");

  private static final String OID_PREFIX = "OID.";

  private final String engine;
  private final String reason;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> names;

  RefusedAlgorithm(String engine, String reason, String... names) {
    this.engine = engine;
    this.reason = reason;
    this.names = List.of(names);
  }

  /**
   * The row with that name, in any case; {@code null} if there is none.
   *
   * @param engine as JCA knows it
   */
  public static @Nullable RefusedAlgorithm of(String engine, String name) {
    String plain =
        name.regionMatches(true, 0, OID_PREFIX, 0, OID_PREFIX.length())
            ? name.substring(OID_PREFIX.length())
            : name;
    RefusedAlgorithm row = Names.ROWS.get(plain.toUpperCase(Locale.ROOT));
    return row != null && row.engine.equals(engine) ? row : null;
  }

  /** The engine, as JCA knows it. */
  public String engine() {
    return engine;
  }

  /** Why KMS cannot, and what to take instead. */
  public String reason() {
    return reason;
  }

  /** Names and object identifiers. */
  public List<String> names() {
    return names;
  }

  /** Apart, since an enum's constants are made before its other static fields. */
  private static final class Names {
    static final Map<String, RefusedAlgorithm> ROWS = rows();

    private static Map<String, RefusedAlgorithm> rows() {
      Map<String, RefusedAlgorithm> rows = new HashMap<>();
      for (RefusedAlgorithm row : values()) {
        for (String name : row.names) {
          rows.put(name.toUpperCase(Locale.ROOT), row);
        }
      }
      return Map.copyOf(rows);
    }
  }
}
