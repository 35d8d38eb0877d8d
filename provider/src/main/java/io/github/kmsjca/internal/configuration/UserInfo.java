package io.github.kmsjca.internal.configuration;

import java.util.regex.Pattern;

/** The user and password in a URL, which people put there now and then. */
public final class UserInfo {
  /** To the last at sign, whatever stands before it: rather too much than a piece of a password. */
  private static final Pattern IN_URL = Pattern.compile("(?<=//)[^\\s']*@");

  private static final Pattern BEFORE_HOST =
      Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)?.*@", Pattern.DOTALL);

  /** A path may have an at sign, and a drive; a user's name and password have a colon as well. */
  private static final Pattern LIKE_URL =
      Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*:/|[^/\\\\:]{2,}:).*@.*", Pattern.DOTALL);

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private UserInfo() {}

  /** A path, unless it looks like a URL that was to be a setting. */
  static String crossedOutOfPath(String path) {
    return LIKE_URL.matcher(path).matches() ? crossedOutOfUrl(path) : path;
  }

  /**
   * What stands in place of a setting's key, if it looks like one: it may as well be the beginning
   * of a URL with a password that has an equals sign in it.
   */
  static String shownKey(String key) {
    return KEY.matcher(key).matches() ? key : "***";
  }

  /** A text that is one URL, or was to be one, with all that stands before its host crossed out. */
  static String crossedOutOfUrl(String url) {
    return BEFORE_HOST.matcher(url).replaceFirst("$1***@");
  }

  /** The text with that crossed out, wherever in it a URL stands. */
  public static String crossedOut(String text) {
    return IN_URL.matcher(text).replaceAll("***@");
  }
}
