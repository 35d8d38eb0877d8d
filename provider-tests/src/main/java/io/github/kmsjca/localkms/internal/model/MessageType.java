package io.github.kmsjca.localkms.internal.model;

import java.util.Arrays;
import java.util.List;

/** What the message of Sign and Verify is. */
public enum MessageType {
  RAW,
  DIGEST,
  EXTERNAL_MU;

  /** The names on the wire. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Enum::name).toList();
  }
}
