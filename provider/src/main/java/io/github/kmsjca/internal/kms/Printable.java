package io.github.kmsjca.internal.kms;

import java.util.regex.Pattern;

/**
 * Text of others that is safe to print: a server's words must not drive a terminal, nor begin a
 * line of a log.
 */
public final class Printable {
  /** As terminals take them: CSI and OSC sequences, and the two-letter ones. */
  private static final Pattern ESCAPE_SEQUENCE =
      Pattern.compile(
          "(\\e\\[|\\x{9b})[0-?]*[ -/]*[@-~]|\\e\\][^\\a\\e]*(\\a|\\e\\\\)?|\\e[ -/]*[0-Z\\\\^-~]");

  /** What has no shape of its own: control characters, and those that change the direction. */
  private static final Pattern SHAPELESS = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private Printable() {}

  /** One line. */
  public static String of(String text) {
    return SHAPELESS.matcher(ESCAPE_SEQUENCE.matcher(text).replaceAll("")).replaceAll(" ");
  }
}
