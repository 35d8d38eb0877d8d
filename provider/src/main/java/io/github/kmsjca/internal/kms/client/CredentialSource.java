package io.github.kmsjca.internal.kms.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * The links of the SDK's credential chain by the codes that it names them with, one row each. The
 * codes are the same in all AWS SDKs; a code without a row is shown as it is.
 */
enum CredentialSource {
  CODE("e", "the program"),
  SYSTEM_PROPERTIES("f", "system properties"),
  ENVIRONMENT("g", "environment variables"),
  ENVIRONMENT_WEB_IDENTITY("h", "web identity of the environment"),
  ASSUMED_ROLE("i", "an assumed role"),
  ASSUMED_ROLE_SAML("j", "an assumed role (SAML)"),
  ASSUMED_ROLE_WEB_IDENTITY("k", "web identity"),
  FEDERATION("l", "a federation token"),
  SESSION("m", "a session token"),
  PROFILE("n", "profile"),
  SOURCE_PROFILE("o", "profile with a source profile"),
  NAMED_PROVIDER("p", "profile with a credential source"),
  PROFILE_WEB_IDENTITY("q", "profile with web identity"),
  PROFILE_SSO("r", "profile with single sign-on"),
  SSO("s", "single sign-on"),
  PROFILE_SSO_LEGACY("t", "profile with single sign-on (legacy)"),
  SSO_LEGACY("u", "single sign-on (legacy)"),
  PROFILE_PROCESS("v", "profile with a credential process"),
  PROCESS("w", "a credential process"),
  CONTAINER("z", "container"),
  INSTANCE("0", "instance profile"),
  PROFILE_LOGIN("AC", "profile with a login"),
  LOGIN("AD", "a login");

  private final String code;
  private final String text;

  CredentialSource(String code, String text) {
    this.code = code;
    this.text = text;
  }

  /**
   * In words.
   *
   * @param codes of all links that took part, by commas; the last one is the one that was asked
   */
  static String describe(Optional<String> codes, String profile) {
    List<String> texts = new ArrayList<>();
    for (String code : codes.orElse("").split(",", -1)) {
      texts.add(describe(code.strip(), profile));
    }
    Collections.reverse(texts);
    return String.join(", by ", texts);
  }

  private static String describe(String code, String profile) {
    for (CredentialSource source : values()) {
      if (source.code.equals(code)) {
        return source.text.replaceFirst(
            "^profile", Matcher.quoteReplacement("profile '" + profile + "'"));
      }
    }
    return code.isEmpty() ? "unknown" : code;
  }
}
