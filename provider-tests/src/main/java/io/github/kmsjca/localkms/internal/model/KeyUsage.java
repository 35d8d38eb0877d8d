package io.github.kmsjca.localkms.internal.model;

import java.util.Arrays;
import java.util.List;

/** What a key is for; each key has exactly one usage, for ever. */
public enum KeyUsage {
  ENCRYPT_DECRYPT("EncryptionAlgorithms"),
  SIGN_VERIFY("SigningAlgorithms"),
  GENERATE_VERIFY_MAC("MacAlgorithms"),
  KEY_AGREEMENT("KeyAgreementAlgorithms"),
  ENCAPSULATE_DECAPSULATE("EncapsulationAlgorithms");

  private final String algorithmsMember;

  KeyUsage(String algorithmsMember) {
    this.algorithmsMember = algorithmsMember;
  }

  /** The member of key metadata that lists the algorithms of this usage. */
  public String algorithmsMember() {
    return algorithmsMember;
  }

  /** The names on the wire. */
  public static List<String> names() {
    return Arrays.stream(values()).map(Enum::name).toList();
  }
}
