package io.github.kmsjca.internal.kms;

import io.github.kmsjca.spec.KmsKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What goes with an encryption or decryption beside the key. Immutable.
 *
 * @param context the encryption context, which KMS binds to the ciphertext
 * @param grantTokens grants that may not have reached all of KMS yet
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html">Encryption
 *     context</a>
 */
public record EncryptionTerms(Map<String, String> context, List<String> grantTokens) {
  /** No context, no tokens. */
  public static final EncryptionTerms NONE = new EncryptionTerms(Map.of(), List.of());

  public EncryptionTerms {
    context = Map.copyOf(context);
    grantTokens = List.copyOf(grantTokens);
  }

  /** No context: asymmetric keys have none. */
  public static EncryptionTerms ofTokens(List<String> grantTokens) {
    return grantTokens.isEmpty() ? NONE : new EncryptionTerms(Map.of(), grantTokens);
  }

  /**
   * The tokens of a key and of one use of it.
   *
   * @throws IllegalArgumentException if they are more than KMS takes
   */
  public static List<String> tokens(List<String> ofKey, List<String> given) {
    return KmsKey.checkedGrantTokens(
        Stream.concat(ofKey.stream(), given.stream()).distinct().toList());
  }

  /** Characters of a context's keys and values: what KMS's limit for it is about. */
  public static int characters(Map<String, String> context) {
    int count = 0;
    for (Map.Entry<String, String> pair : context.entrySet()) {
      count += pair.getKey().length() + pair.getValue().length();
    }
    return count;
  }

  /** Tells counts only: both are other people's secrets, or near it. */
  @Override
  public String toString() {
    return context.size() + " context pairs, " + grantTokens.size() + " grant tokens";
  }
}
