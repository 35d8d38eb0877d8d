package io.github.kmsjca.internal.kms;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a user calls a key: an alias (with or without {@code alias/}), a key id, a key ARN or an
 * alias ARN. Equal names are sent to KMS as equal KeyIds. What the name tells is read once, since
 * every call asks for it.
 */
public final class KeyName {
  private static final String ALIAS = "alias/";
  private static final Pattern KEY_ID =
      Pattern.compile(
          "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");
  private static final Pattern ALIAS_NAME = Pattern.compile("alias/[A-Za-z0-9:/_-]{1,250}");
  private static final Pattern ALIAS_ARN =
      Pattern.compile(
          "arn:aws[a-z0-9-]{0,30}:kms:([a-z0-9-]{1,32}):(\\d{12}):alias/[A-Za-z0-9:/_-]{1,250}");

  private final String keyId;
  private final @Nullable KeyArn arn;
  private final @Nullable String region;
  private final @Nullable String account;

  private KeyName(
      String keyId, @Nullable KeyArn arn, @Nullable String region, @Nullable String account) {
    this.keyId = keyId;
    this.arn = arn;
    this.region = region;
    this.account = account;
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if KMS could not know such a name
   */
  public static KeyName parse(String text) {
    if (text.startsWith("arn:")) {
      Matcher alias = ALIAS_ARN.matcher(text);
      return alias.matches()
          ? new KeyName(text, null, alias.group(1), alias.group(2))
          : of(KeyArn.parse(text));
    }
    if (isKeyId(text)) {
      return new KeyName(text, null, null, null);
    }
    String alias = text.startsWith(ALIAS) ? text : ALIAS + text;
    if (!ALIAS_NAME.matcher(alias).matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a KMS alias, key id or ARN");
    }
    return new KeyName(alias, null, null, null);
  }

  /** True of a bare key id. */
  static boolean isKeyId(String text) {
    return KEY_ID.matcher(text).matches();
  }

  public static KeyName of(KeyArn arn) {
    return new KeyName(arn.toString(), arn, arn.region(), arn.account());
  }

  /** The KeyId as KMS takes it. */
  public String keyId() {
    return keyId;
  }

  /** The key ARN, if that is what the name is. */
  public Optional<KeyArn> keyArn() {
    return Optional.ofNullable(arn);
  }

  /** The Region that the name itself carries: only ARNs do. */
  public Optional<String> region() {
    return Optional.ofNullable(region);
  }

  /** The account that the name itself carries: only ARNs do. */
  public Optional<String> account() {
    return Optional.ofNullable(account);
  }

  /** True if the key may be in other Regions too: by its id, or since an alias does not tell. */
  boolean mayBeElsewhere() {
    return arn != null
        ? arn.isMultiRegion()
        : region == null && (isAlias() || KeyArn.isMultiRegionId(keyId));
  }

  public boolean isAlias() {
    return keyId.startsWith(ALIAS) || keyId.contains(":" + ALIAS);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyName name && keyId.equals(name.keyId);
  }

  @Override
  public int hashCode() {
    return keyId.hashCode();
  }

  @Override
  public String toString() {
    return keyId;
  }
}
