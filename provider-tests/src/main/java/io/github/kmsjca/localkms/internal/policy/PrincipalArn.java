package io.github.kmsjca.localkms.internal.policy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of an account's root, a user, a role or a session.
 *
 * @param type {@code root}, {@code user}, {@code role}, {@code assumed-role} or {@code
 *     federated-user}
 * @param name what follows the type, with its path; empty for root
 */
public record PrincipalArn(
    String text, String partition, String account, String type, String name) {
  private static final String NAME = "[\\w+=,.@-]+";
  // One path at most: several in a row could be told apart in so many ways that a text which is no
  // ARN would take for ever.
  private static final Pattern FORM =
      Pattern.compile(
          "arn:(aws[a-z-]*):(iam|sts)::(\\d{12}):(?:(root)|(user|role)/((?:[\\x21-\\x29\\x2B-\\x3E\\x40-\\x7E]+/)?"
              + NAME
              + ")|(assumed-role)/("
              + NAME
              + "/"
              + NAME
              + ")|(federated-user)/("
              + NAME
              + "))");

  /** Reads an ARN; empty if it is not one of these. */
  public static Optional<PrincipalArn> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String type = first(form, 4, 5, 7, 9);
    boolean session = type.equals("assumed-role") || type.equals("federated-user");
    return form.group(2).equals(session ? "sts" : "iam")
        ? Optional.of(
            new PrincipalArn(text, form.group(1), form.group(3), type, first(form, 6, 8, 10)))
        : Optional.empty();
  }

  /** The name without its path. */
  String lastName() {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static String first(Matcher form, int... groups) {
    for (int group : groups) {
      if (form.group(group) != null) {
        return form.group(group);
      }
    }
    return "";
  }
}
