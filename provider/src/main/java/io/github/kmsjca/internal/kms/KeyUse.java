package io.github.kmsjca.internal.kms;

import io.github.kmsjca.spec.KmsKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * A key, and what goes with each call that uses it. Handles give it, and calls send it; in between
 * nobody needs to know its parts.
 *
 * @param grantTokens grants that may not have reached all of KMS yet
 */
public record KeyUse(KeyArn arn, List<String> grantTokens) {
  public KeyUse {
    grantTokens = List.copyOf(grantTokens);
  }

  /** The key and nothing else. */
  public static KeyUse of(KeyArn arn) {
    return new KeyUse(arn, List.of());
  }

  /** What goes with another key, for the same purpose. */
  public KeyUse forKey(KeyArn other) {
    return new KeyUse(other, grantTokens);
  }

  /**
   * The same key, and what goes with either.
   *
   * @throws IllegalArgumentException if they have more grant tokens than KMS takes
   */
  public KeyUse and(KeyUse other) {
    return with(other.grantTokens);
  }

  /**
   * With more grant tokens.
   *
   * @throws IllegalArgumentException if they are more than KMS takes
   */
  public KeyUse with(List<String> given) {
    return given.isEmpty()
        ? this
        : new KeyUse(
            arn,
            KmsKey.checkedGrantTokens(
                Stream.concat(grantTokens.stream(), given.stream()).distinct().toList()));
  }

  /** Tells how many tokens there are: they are not for logs. */
  @Override
  public String toString() {
    return arn + (grantTokens.isEmpty() ? "" : " with " + grantTokens.size() + " grant tokens");
  }
}
