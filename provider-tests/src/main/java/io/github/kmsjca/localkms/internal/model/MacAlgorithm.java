package io.github.kmsjca.localkms.internal.model;

import java.util.Arrays;
import java.util.List;

/** One row per MAC algorithm, in the order in which KMS lists them; each key spec has one. */
public enum MacAlgorithm {
  HMAC_SHA_384("HmacSHA384"),
  HMAC_SHA_256("HmacSHA256"),
  HMAC_SHA_224("HmacSHA224"),
  HMAC_SHA_512("HmacSHA512");

  private final String standardName;

  MacAlgorithm(String standardName) {
    this.standardName = standardName;
  }

  /** The Java standard name. */
  public String standardName() {
    return standardName;
  }

  /** The names on the wire. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Enum::name).toList();
  }
}
