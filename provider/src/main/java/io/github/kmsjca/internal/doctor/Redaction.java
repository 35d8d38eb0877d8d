package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.configuration.UserInfo;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last door before the report: no check prints a secret, and what others' messages may quote is
 * crossed out here.
 */
final class Redaction {
  private static final String CROSSED_OUT = "***";

  /** Below that, crossing out would tell more than it hides. */
  private static final int SHORTEST = 4;

  private final Set<String> secrets = new LinkedHashSet<>();

  /** Knows the secrets that this JVM was given by name. */
  static Redaction ofThisJvm() {
    Redaction redaction = new Redaction();
    for (String name :
        new String[] {
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SECRET_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_SECURITY_TOKEN",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN"
        }) {
      redaction.add(System.getenv(name));
    }
    for (String name :
        new String[] {
          "aws.secretAccessKey",
          "aws.secretKey",
          "aws.sessionToken",
          "http.proxyPassword",
          "https.proxyPassword",
          "javax.net.ssl.keyStorePassword",
          "javax.net.ssl.trustStorePassword"
        }) {
      redaction.add(System.getProperty(name));
    }
    return redaction;
  }

  Redaction add(@Nullable String secret) {
    if (secret != null && secret.strip().length() >= SHORTEST) {
      secrets.add(secret.strip());
    }
    return this;
  }

  String apply(String text) {
    String clean = UserInfo.crossedOut(text);
    for (String secret : secrets) {
      clean = clean.replace(secret, CROSSED_OUT);
    }
    return clean;
  }
}
