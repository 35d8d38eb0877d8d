package io.github.kmsjca.internal.keystore.file;

import io.github.kmsjca.internal.kms.Printable;

/** What a keystore file says, for messages: one line of bounded length that steers no terminal. */
public final class FileText {
  private static final int MOST = 200;

  private FileText() {}

  /** True if a name can be shown as it is: it is on one line, and steers no terminal. */
  public static boolean isPrintable(String name) {
    return Printable.of(name).equals(name);
  }

  public static String of(String text) {
    // Cut first: what is behind is not worth the look.
    String start = text.length() > 4 * MOST ? text.substring(0, 4 * MOST) : text;
    String shown = Printable.of(start).strip();
    return shown.length() > MOST ? shown.substring(0, MOST) + "..." : shown;
  }
}
