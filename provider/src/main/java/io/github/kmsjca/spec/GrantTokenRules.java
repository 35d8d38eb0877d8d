package io.github.kmsjca.spec;

import java.util.List;

/**
 * What grant tokens may be. A message never has one: they are not for logs.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/using-grant-token.html">Using
 *     a grant token</a>
 */
final class GrantTokenRules {
  /** KMS's own limits. */
  private static final int MOST = 10;

  private static final int LONGEST = 8192;

  private GrantTokenRules() {}

  /** A checked copy. */
  static List<String> check(List<String> tokens) {
    List<String> copy = List.copyOf(tokens);
    if (copy.size() > MOST) {
      throw new IllegalArgumentException(
          copy.size() + " grant tokens: KMS takes at most " + MOST + " with a call");
    }
    copy.forEach(GrantTokenRules::check);
    return copy;
  }

  static String check(String token) {
    if (token.isEmpty() || token.length() > LONGEST) {
      throw new IllegalArgumentException(
          "a grant token of " + token.length() + " characters: it has 1 to " + LONGEST);
    }
    return token;
  }
}
