package io.github.kmsjca.internal.algorithm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key agreement with a key derivation makes keys for, one row for each length: the name that
 * the key has, its length, and what it is asked for by. These are the ciphers that CMS and OpenPGP
 * wrap keys with, and their other modes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5753#section-7.1.5">RFC 5753, 7.1.5</a>
 */
public enum DerivedKeyAlgorithm {
  /** Wrap, wrap with padding, CBC, GCM, CCM. */
  AES_128(
      "AES",
      128,
      "2.16.840.1.101.3.4.1.5",
      "2.16.840.1.101.3.4.1.8",
      "2.16.840.1.101.3.4.1.2",
      "2.16.840.1.101.3.4.1.6",
      "2.16.840.1.101.3.4.1.7"),
  AES_192(
      "AES",
      192,
      "2.16.840.1.101.3.4.1.25",
      "2.16.840.1.101.3.4.1.28",
      "2.16.840.1.101.3.4.1.22",
      "2.16.840.1.101.3.4.1.26",
      "2.16.840.1.101.3.4.1.27"),
  /** Also what the mere name is for. */
  AES_256(
      "AES",
      256,
      "AES",
      "2.16.840.1.101.3.4.1.45",
      "2.16.840.1.101.3.4.1.48",
      "2.16.840.1.101.3.4.1.42",
      "2.16.840.1.101.3.4.1.46",
      "2.16.840.1.101.3.4.1.47"),
  /** CMS's wrap, and CBC. */
  TRIPLE_DES("DESede", 192, "DESede", "1.2.840.113549.1.9.16.3.6", "1.2.840.113549.3.7"),
  CAMELLIA_128("Camellia", 128, "1.2.392.200011.61.1.1.3.2"),
  CAMELLIA_192("Camellia", 192, "1.2.392.200011.61.1.1.3.3"),
  CAMELLIA_256("Camellia", 256, "1.2.392.200011.61.1.1.3.4");

  private final String jcaName;
  private final int bits;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> names;

  DerivedKeyAlgorithm(String jcaName, int bits, String... names) {
    this.jcaName = jcaName;
    this.bits = bits;
    this.names = List.of(names);
  }

  /** The row of that name or object identifier, in any case; {@code null} if there is none. */
  public static @Nullable DerivedKeyAlgorithm of(String name) {
    for (DerivedKeyAlgorithm row : values()) {
      if (row.names.stream().anyMatch(name::equalsIgnoreCase)) {
        return row;
      }
    }
    return null;
  }

  /** What {@link java.security.Key#getAlgorithm()} says of the key. */
  public String jcaName() {
    return jcaName;
  }

  /** Length of the key. */
  public int bits() {
    return bits;
  }
}
