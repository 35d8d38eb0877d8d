package io.github.kmsjca.internal.kms;

import java.util.Map;

/**
 * One side of a ReEncrypt: how a ciphertext was made, or how it is to be made anew. Immutable.
 *
 * @param algorithm wire name of the encryption algorithm
 * @param context the encryption context
 */
public record ReEncryptionSide(KeyArn key, String algorithm, Map<String, String> context) {
  public ReEncryptionSide {
    context = Map.copyOf(context);
  }

  /** Tells of the context how many pairs it has: values are not for logs. */
  @Override
  public String toString() {
    return key + " (" + algorithm + ", " + context.size() + " context pairs)";
  }
}
