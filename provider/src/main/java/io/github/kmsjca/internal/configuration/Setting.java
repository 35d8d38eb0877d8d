package io.github.kmsjca.internal.configuration;

import org.jspecify.annotations.Nullable;

/** The settings, one row each: name, shape, default, meaning. */
public enum Setting {
  NAME("name", Shape.TEXT, "AWSKMS", "name of this provider instance"),
  REGION(
      "region",
      Shape.TEXT,
      null,
      "Region of keys that are not named by ARN; else the AWS SDK's own chain"),
  ENDPOINT("endpoint", Shape.URI, null, "KMS endpoint, for a VPC endpoint or a local KMS"),
  ALLOW_INSECURE_ENDPOINT(
      "allowInsecureEndpoint", Shape.BOOLEAN, "false", "permit plain http to another machine"),
  PROFILE("profile", Shape.TEXT, null, "profile of the AWS configuration files"),
  FIPS("fips", Shape.BOOLEAN, null, "use the FIPS endpoint"),
  DUALSTACK("dualstack", Shape.BOOLEAN, null, "use the dual-stack endpoint"),
  KEYS(
      "keys",
      Shape.KEYS,
      null,
      "the only keys that may be used: alias, key id or ARN, comma-separated"),
  ACCOUNTS(
      "accounts", Shape.ACCOUNTS, null, "accounts whose keys may be used; else the caller's own"),
  CERTIFICATES("certificates", Shape.PATH, null, "keystore file that load(null) reads"),
  TRUST("trust", Shape.BOOLEAN, "false", "let `trusted: yes` entries be trust anchors"),
  SELF_SIGNED(
      "selfSigned", Shape.BOOLEAN, "false", "give keys without a chain a self-signed certificate"),
  VERIFY("verify", Shape.VERIFY, "local", "who verifies what is given to this provider by name"),
  RELOAD(
      "reload",
      Shape.DURATION,
      "0s",
      "how often aliases are resolved anew, in the background; 0s: never"),
  CALL_TIMEOUT(
      "callTimeout", Shape.TIMEOUT, "15s", "limit of one KMS call, all its retries included"),
  ATTEMPT_TIMEOUT("attemptTimeout", Shape.TIMEOUT, "5s", "limit of one attempt"),
  MAX_ATTEMPTS("maxAttempts", Shape.COUNT, "4", "attempts of one KMS call"),
  MAX_CONNECTIONS(
      "maxConnections", Shape.COUNT, "64", "KMS calls in flight; more wait for one to end");

  /** What a value must look like. */
  public enum Shape {
    TEXT("text"),
    URI("http(s) URL"),
    BOOLEAN("true or false"),
    VERIFY("local or kms"),
    KEYS("comma-separated list of aliases, key ids or ARNs"),
    ACCOUNTS("comma-separated list of 12-digit account ids"),
    PATH("file"),
    TIMEOUT("duration such as 500ms, 10s, 5m, 1h, at least 1ms"),
    DURATION("duration such as 500ms, 10s, 5m, 1h"),
    COUNT("whole number from 1 to 10000");

    private final String description;

    Shape(String description) {
      this.description = description;
    }

    public String description() {
      return description;
    }
  }

  private final String key;
  private final Shape shape;
  private final @Nullable String defaultText;
  private final String meaning;

  Setting(String key, Shape shape, @Nullable String defaultText, String meaning) {
    this.key = key;
    this.shape = shape;
    this.defaultText = defaultText;
    this.meaning = meaning;
  }

  public String key() {
    return key;
  }

  public Shape shape() {
    return shape;
  }

  public @Nullable String defaultText() {
    return defaultText;
  }

  public String meaning() {
    return meaning;
  }

  static @Nullable Setting ofKey(String key) {
    for (Setting setting : values()) {
      if (setting.key.equals(key)) {
        return setting;
      }
    }
    return null;
  }
}
