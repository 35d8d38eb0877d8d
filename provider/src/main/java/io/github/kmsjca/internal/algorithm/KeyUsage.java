package io.github.kmsjca.internal.algorithm;

import org.jspecify.annotations.Nullable;

/**
 * What KMS permits of a key, one row each; a constant's name is the wire name. Which specs there
 * are for a usage follows from the rows of the algorithms. Where a spec has several, the first is
 * the default.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html">CreateKey,
 *     KeyUsage</a>
 */
public enum KeyUsage {
  SIGN_VERIFY,
  ENCRYPT_DECRYPT,
  KEY_AGREEMENT,
  GENERATE_VERIFY_MAC,
  ENCAPSULATE_DECAPSULATE;

  /** The row with this wire name, or {@code null}. */
  public static @Nullable KeyUsage ofWireName(String name) {
    for (KeyUsage usage : values()) {
      if (usage.name().equals(name)) {
        return usage;
      }
    }
    return null;
  }

  /** What a key of that spec is for if nobody says it. */
  public static KeyUsage defaultOf(KeySpec spec) {
    for (KeyUsage usage : values()) {
      if (usage.suits(spec)) {
        return usage;
      }
    }
    throw new IllegalArgumentException(spec + " is for nothing");
  }

  /** True if KMS makes keys of that spec for this usage. */
  public boolean suits(KeySpec spec) {
    return switch (this) {
      case SIGN_VERIFY -> signs(spec);
      case ENCRYPT_DECRYPT -> encrypts(spec);
      case KEY_AGREEMENT -> AgreementAlgorithm.ECDH.suits(spec);
      case GENERATE_VERIFY_MAC -> spec.family() == KeyFamily.HMAC;
      case ENCAPSULATE_DECAPSULATE -> spec.family() == KeyFamily.ML_KEM;
    };
  }

  private static boolean signs(KeySpec spec) {
    for (SignatureAlgorithm row : SignatureAlgorithm.values()) {
      if (row.suits(spec)) {
        return true;
      }
    }
    return false;
  }

  private static boolean encrypts(KeySpec spec) {
    for (CipherAlgorithm row : CipherAlgorithm.values()) {
      if (row.suits(spec)) {
        return true;
      }
    }
    return false;
  }
}
