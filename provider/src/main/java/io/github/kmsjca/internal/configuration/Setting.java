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
  REGIONS(
      "regions",
      Shape.REGIONS,
      null,
      "Regions of multi-Region keys, comma-separated, in the order in which they are asked; the"
          + " first is `region` as well"),
  ENDPOINT("endpoint", Shape.URI, null, "KMS endpoint, for a VPC endpoint or a local KMS"),
  ALLOW_INSECURE_ENDPOINT(
      "allowInsecureEndpoint", Shape.BOOLEAN, "false", "permit plain http to another machine"),
  ALLOW_WIRE_LOGGING(
      "allowWireLogging",
      Shape.BOOLEAN,
      "false",
      "call KMS even while a logger of the HTTP client or of the AWS SDK would write plaintext data"
          + " keys, plaintexts or session tokens"),
  PROXY(
      "proxy",
      Shape.PROXY,
      null,
      "proxy of every call, user and password included, or `none`; else that of the system"
          + " properties, else that of the environment"),
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
  IMPORT(
      "import",
      Shape.BOOLEAN,
      "false",
      "let `KeyStore.setKeyEntry` import software keys into KMS, which makes KMS keys"),
  MOVE_ALIASES(
      "moveAliases",
      Shape.BOOLEAN,
      "false",
      "let `KeyStore.store`, and an import, move a KMS alias from one key to another"),
  NAME_KEYS(
      "nameKeys",
      Shape.BOOLEAN,
      "false",
      "let `KeyStore.store` make the KMS alias `alias/<entry>` also for keys whose entries go into a"
          + " file or stream"),
  METADATA(
      "metadata",
      Shape.BOOLEAN,
      "false",
      "let attributes of KeyStore entries tell a key's state, tags and rotation as well, which asks"
          + " KMS"),
  VERIFY("verify", Shape.VERIFY, "local", "who verifies what is given to this provider by name"),
  VERIFY_SIGNED(
      "verifySigned",
      Shape.BOOLEAN,
      "false",
      "check each signature of KMS with the public key, in this JVM, before it is handed out"),
  RELOAD(
      "reload",
      Shape.DURATION,
      "0s",
      "how often aliases are resolved anew, in the background; 0s: never"),
  WARM_UP(
      "warmUp",
      Shape.BOOLEAN,
      "false",
      "when the provider is made, start the AWS SDK and look up the keys of `keys=` and"
          + " `certificates=`, in the background"),
  CALL_TIMEOUT(
      "callTimeout", Shape.TIMEOUT, "15s", "limit of one KMS call, all its retries included"),
  ATTEMPT_TIMEOUT("attemptTimeout", Shape.TIMEOUT, "5s", "limit of one attempt"),
  MAX_ATTEMPTS("maxAttempts", Shape.COUNT, "4", "attempts of one KMS call"),
  MAX_CONNECTIONS(
      "maxConnections", Shape.COUNT, "64", "KMS calls in flight; more wait for their turn"),
  AES_GCM(
      "aesgcm",
      Shape.BOOLEAN,
      "true",
      "offer `AES/GCM/NoPadding` for KMS keys; false: `AWSKMS/Envelope/NoPadding` only"),
  USAGE("usage", Shape.USAGE, "any", "the one way in which symmetric keys may encrypt and decrypt"),
  DECRYPT_KEYS(
      "decryptKeys", Shape.KEY_ARNS, null, "former keys, whose messages every key may decrypt"),
  REQUIRE_CONTEXT(
      "requireContext",
      Shape.BOOLEAN,
      "false",
      "decrypt messages only where an encryption context is expected"),
  ALLOW_LEGACY_SUITES(
      "allowLegacySuites",
      Shape.BOOLEAN,
      "false",
      "decrypt messages of algorithm suites without key commitment"),
  FRAME_LENGTH("frameLength", Shape.FRAME, "64KiB", "plaintext in each frame of a message"),
  FRAMED_SIGNED(
      "framed.signed",
      Shape.BOOLEAN,
      "false",
      "let `AWSKMS/Framed/NoPadding` release frames before a message's signature is verified"),
  MAX_BUFFERED(
      "maxBuffered",
      Shape.SIZE,
      "256MiB",
      "most of a message that `update` keeps until `doFinal` decrypts it"),
  GENERATE(
      "generate",
      Shape.GENERATE,
      "spec",
      "kms: generators make keys in KMS without a `KmsKeyGenParameterSpec` too, for `keytool"
          + " -genkeypair`"),
  DATA_KEY_CACHE("dataKey.cache", Shape.BOOLEAN, "true", "use a data key for many messages"),
  DATA_KEY_MAX_AGE("dataKey.maxAge", Shape.AGE, "5m", "how long a data key is used"),
  DATA_KEY_MAX_MESSAGES(
      "dataKey.maxMessages", Shape.NUMBER, "4294967296", "messages that a data key encrypts"),
  DATA_KEY_MAX_BYTES("dataKey.maxBytes", Shape.SIZE, "1TiB", "plaintext that a data key encrypts"),
  DATA_KEY_MAX_ENTRIES("dataKey.maxEntries", Shape.COUNT, "1000", "data keys kept for encryption"),
  DATA_KEY_MAX_DECRYPT_ENTRIES(
      "dataKey.maxDecryptEntries", Shape.COUNT, "10000", "data keys kept for decryption"),
  DATA_KEY_REFRESH_DECRYPT(
      "dataKey.refreshDecrypt",
      Shape.BOOLEAN,
      "false",
      "unwrap data keys in use anew before they expire, in the background"),
  RANDOM_RESEED_INTERVAL(
      "random.reseedInterval",
      Shape.AGE,
      "5m",
      "how often SecureRandom `AWSKMS`, while it is used, gets bytes from KMS, in the background");

  /** What a value must look like. */
  public enum Shape {
    TEXT("text"),
    REGIONS("comma-separated list of different Regions"),
    URI("http(s) URL"),
    PROXY("http(s) URL, or none"),
    BOOLEAN("true or false"),
    VERIFY("local or kms"),
    KEYS("comma-separated list of aliases, key ids or ARNs"),
    ACCOUNTS("comma-separated list of 12-digit account ids"),
    PATH("file"),
    TIMEOUT("duration such as 500ms, 10s, 5m, 1h, at least 1ms"),
    DURATION("duration such as 500ms, 10s, 5m, 1h"),
    COUNT("whole number from 1 to 10000"),
    NUMBER("whole number from 1 to 4294967296"),
    SIZE("number of bytes such as 65536, 64KiB, 1MiB, 1GiB, at most 1TiB"),
    FRAME("number of bytes such as 4096, 64KiB, 1MiB, at most 16MiB"),
    AGE("duration such as 30s, 5m, 1h, from 1ms to 24h"),
    USAGE("any, direct or envelope"),
    GENERATE("spec or kms"),
    KEY_ARNS("comma-separated list of key ARNs");

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

  /** True of what stands before the dot of a key, in whatever letters. */
  static boolean isBeginningOfKey(String text) {
    for (Setting setting : values()) {
      if (setting.key.regionMatches(true, 0, text + ".", 0, text.length() + 1)) {
        return true;
      }
    }
    return false;
  }

  /** The setting whose key a mistyped one is most like; {@code null} if it is like none. */
  static @Nullable Setting like(String mistyped) {
    Setting nearest = null;
    int least = Integer.MAX_VALUE;
    for (Setting setting : values()) {
      int distance = Typing.distance(mistyped, setting.key);
      // A third of it may be wrong: rather no advice than a strange one.
      if (distance < least && distance <= Math.min(3, setting.key.length() / 3)) {
        nearest = setting;
        least = distance;
      }
    }
    return nearest;
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
