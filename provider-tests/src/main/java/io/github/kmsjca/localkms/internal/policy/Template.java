package io.github.kmsjca.localkms.internal.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text of a policy in which variables, such as <code>${aws:username}</code>, stand for what the
 * call says. Wildcards become the characters of {@link Glob}; <code>${*}</code>, <code>${?}</code>
 * and <code>${$}</code>, and whatever a variable stands for, are themselves.
 */
final class Template {
  private record Piece(String text, boolean variable, @Nullable String otherwise) {}

  private final List<Piece> pieces;

  private Template(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /**
   * Reads a text.
   *
   * @param wildcards whether {@code *} and {@code ?} stand for other characters
   * @param variables whether the policy is of the version that has variables
   */
  static Template of(String text, boolean wildcards, boolean variables) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder fixed = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int end = variables && text.startsWith("${", i) ? text.indexOf('}', i) : -1;
      if (end < 0) {
        fixed.append(wildcards ? wildcard(text.charAt(i)) : text.charAt(i));
        continue;
      }
      String inside = text.substring(i + 2, end);
      if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
        fixed.append(inside);
      } else {
        pieces.add(new Piece(fixed.toString(), false, null));
        fixed.setLength(0);
        pieces.add(variable(inside));
      }
      i = end;
    }
    pieces.add(new Piece(fixed.toString(), false, null));
    return new Template(pieces);
  }

  /** The whole text, if no variable is in it. */
  Optional<String> fixed() {
    return pieces.size() == 1 ? Optional.of(pieces.get(0).text()) : Optional.empty();
  }

  /** The whole text for that call; empty if it lacks a variable, or has several values for one. */
  Optional<String> resolve(ConditionContext context) {
    StringBuilder whole = new StringBuilder();
    for (Piece piece : pieces) {
      String text = piece.variable() ? value(piece, context) : piece.text();
      if (text == null) {
        return Optional.empty();
      }
      whole.append(text);
    }
    return Optional.of(whole.toString());
  }

  private static @Nullable String value(Piece piece, ConditionContext context) {
    List<String> values = context.values(piece.text());
    String only = values.size() == 1 ? values.get(0) : piece.otherwise();
    return only == null || hasWildcard(only) ? null : only;
  }

  /** No text of AWS has these characters, which a caller could use as wildcards. */
  private static boolean hasWildcard(String sent) {
    return sent.indexOf(Glob.MANY) >= 0 || sent.indexOf(Glob.ONE) >= 0;
  }

  /** A name, and after a comma perhaps what it stands for where the call does not say. */
  private static Piece variable(String inside) {
    int comma = inside.indexOf(',');
    String name = (comma < 0 ? inside : inside.substring(0, comma)).trim();
    String otherwise = comma < 0 ? "" : inside.substring(comma + 1).trim();
    boolean quoted = otherwise.length() > 1 && otherwise.startsWith("'") && otherwise.endsWith("'");
    return new Piece(
        name.toLowerCase(Locale.ROOT),
        true,
        quoted ? otherwise.substring(1, otherwise.length() - 1) : null);
  }

  private static char wildcard(char sent) {
    return switch (sent) {
      case '*' -> Glob.MANY;
      case '?' -> Glob.ONE;
      default -> sent;
    };
  }
}
