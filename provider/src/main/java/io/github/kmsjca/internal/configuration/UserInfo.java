package io.github.kmsjca.internal.configuration;

import java.util.regex.Pattern;

/** The user and password in a URL, which people put there now and then. */
public final class UserInfo {
  /** To the last at sign, whatever stands before it: rather too much than a piece of a password. */
  private static final Pattern IN_URL = Pattern.compile("(?<=//)[^\\s']*@");

  private static final Pattern BEFORE_HOST =
      Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)?.*@", Pattern.DOTALL);

  private UserInfo() {}

  /** A text that is one URL, or was to be one, with all that stands before its host crossed out. */
  static String crossedOutOfUrl(String url) {
    return BEFORE_HOST.matcher(url).replaceFirst("$1***@");
  }

  /** The text with that crossed out, wherever in it a URL stands. */
  public static String crossedOut(String text) {
    return IN_URL.matcher(text).replaceAll("***@");
  }
}
