package io.github.kmsjca.internal.kms;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user calls a key: an alias (with or without {@code alias/}), a key id, a key ARN or an
 * alias ARN. Equal names are sent to KMS as equal KeyIds.
 *
 * @param keyId the KeyId as KMS takes it
 */
public record KeyName(String keyId) {
  private static final String ALIAS = "alias/";
  private static final Pattern KEY_ID =
      Pattern.compile(
          "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");
  private static final Pattern ALIAS_NAME = Pattern.compile("alias/[A-Za-z0-9:/_-]{1,250}");
  private static final Pattern ALIAS_ARN =
      Pattern.compile(
          "arn:aws[a-z0-9-]{0,30}:kms:([a-z0-9-]{1,32}):(\\d{12}):alias/[A-Za-z0-9:/_-]{1,250}");

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if KMS could not know such a name
   */
  public static KeyName parse(String text) {
    if (text.startsWith("arn:")) {
      if (!ALIAS_ARN.matcher(text).matches()) {
        KeyArn.parse(text);
      }
      return new KeyName(text);
    }
    if (KEY_ID.matcher(text).matches()) {
      return new KeyName(text);
    }
    String alias = text.startsWith(ALIAS) ? text : ALIAS + text;
    if (!ALIAS_NAME.matcher(alias).matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a KMS alias, key id or ARN");
    }
    return new KeyName(alias);
  }

  public static KeyName of(KeyArn arn) {
    return new KeyName(arn.toString());
  }

  /** The key ARN, if that is what the name is. */
  public Optional<KeyArn> keyArn() {
    return keyId.startsWith("arn:") && !isAlias()
        ? Optional.of(KeyArn.parse(keyId))
        : Optional.empty();
  }

  /** The Region that the name itself carries: only ARNs do. */
  public Optional<String> region() {
    Matcher alias = ALIAS_ARN.matcher(keyId);
    return alias.matches() ? Optional.of(alias.group(1)) : keyArn().map(KeyArn::region);
  }

  /** The account that the name itself carries: only ARNs do. */
  public Optional<String> account() {
    Matcher alias = ALIAS_ARN.matcher(keyId);
    return alias.matches() ? Optional.of(alias.group(2)) : keyArn().map(KeyArn::account);
  }

  public boolean isAlias() {
    return keyId.startsWith(ALIAS) || keyId.contains(":" + ALIAS);
  }

  @Override
  public String toString() {
    return keyId;
  }
}
