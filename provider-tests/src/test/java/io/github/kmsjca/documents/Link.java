package io.github.kmsjca.documents;

/**
 * A link or picture.
 *
 * @param line where it begins, counted from 1
 * @param target a path relative to the document, an anchor, both, or an address elsewhere
 */
record Link(int line, String target) {
  private static final String SCHEME = "[a-z][a-z0-9+.-]*:.*";

  boolean isElsewhere() {
    return target.matches(SCHEME);
  }

  /** Empty if it stays in its document. */
  String path() {
    int hash = target.indexOf('#');
    return hash < 0 ? target : target.substring(0, hash);
  }

  /** Empty if it is about the whole file. */
  String anchor() {
    int hash = target.indexOf('#');
    return hash < 0 ? "" : target.substring(hash + 1);
  }
}
