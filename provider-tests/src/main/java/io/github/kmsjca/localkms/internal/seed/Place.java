package io.github.kmsjca.localkms.internal.seed;

/**
 * Where in a seed something stands.
 *
 * @param path such as {@code keys[0].id}; empty for the whole document
 * @param line 0 if there are no lines
 */
record Place(String document, String path, int line) {
  private static final int MOST_QUOTED = 60;

  Place member(String name, int at) {
    return new Place(document, path.isEmpty() ? name : path + "." + name, at);
  }

  Place element(int index, int at) {
    return new Place(document, path + "[" + index + "]", at);
  }

  /** Says what is wrong there. */
  SeedException problem(String what) {
    return new SeedException(this + ": " + what);
  }

  /** Says what is wrong there, and who found out. */
  SeedException problem(String what, Exception cause) {
    return new SeedException(this + ": " + what, cause);
  }

  /** A text of the document as it may stand in a message: printable, and not too long. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("'");
    text.codePoints()
        .limit(MOST_QUOTED)
        .map(c -> Character.isISOControl(c) || !Character.isDefined(c) ? '?' : c)
        .forEach(quoted::appendCodePoint);
    boolean shortened = text.codePointCount(0, text.length()) > MOST_QUOTED;
    return quoted.append(shortened ? "..." : "").append('\'').toString();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(document);
    if (!path.isEmpty()) {
      text.append(": ").append(path);
    }
    return line > 0 ? text.append(" (line ").append(line).append(')').toString() : text.toString();
  }
}
