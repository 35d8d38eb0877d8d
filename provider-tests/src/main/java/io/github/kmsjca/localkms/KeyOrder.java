package io.github.kmsjca.localkms;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key that is to be there.
 *
 * @param region empty if it is not said
 * @param usage empty for the usual one
 */
record KeyOrder(String name, String region, String spec, String usage) {
  private static final Pattern TYPED =
      Pattern.compile("([\\w/-]+)(?:@([\\w-]+))?=(\\w+)(?:/(\\w+))?");

  /** As people type it. */
  static KeyOrder parse(String text) {
    Matcher typed = TYPED.matcher(text);
    if (!typed.matches()) {
      throw new IllegalArgumentException("Not NAME[@REGION]=SPEC[/USAGE]: " + text);
    }
    return new KeyOrder(typed.group(1), said(typed, 2), typed.group(3), said(typed, 4));
  }

  private static String said(Matcher typed, int group) {
    return typed.group(group) == null ? "" : typed.group(group);
  }
}
