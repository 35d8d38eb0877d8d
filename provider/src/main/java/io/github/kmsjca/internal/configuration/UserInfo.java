package io.github.kmsjca.internal.configuration;

import java.util.regex.Pattern;

/** The user and password in a URL, which people put there now and then. */
public final class UserInfo {
  /** To the last at sign, whatever stands before it: rather too much than a piece of a password. */
  private static final Pattern IN_URL = Pattern.compile("(?<=//)[^\\s']*@");

  private UserInfo() {}

  /** The text with that crossed out, wherever in it a URL stands. */
  public static String crossedOut(String text) {
    return IN_URL.matcher(text).replaceAll("***@");
  }
}
