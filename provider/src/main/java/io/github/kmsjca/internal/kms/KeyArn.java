package io.github.kmsjca.internal.kms;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key ARN, {@code arn:<partition>:kms:<region>:<account>:key/<id>}. Keeps its text, which every
 * call sends.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id">Key
 *     identifiers</a>
 */
public final class KeyArn {
  private static final Pattern FORM =
      Pattern.compile(
          "arn:aws[a-z0-9-]{0,30}:kms:([a-z0-9-]{1,32}):(\\d{12}):key/([A-Za-z0-9-]{1,128})");

  private static final String KEY = "key/";
  private static final String MULTI_REGION = "mrk-";

  /** Where a Region stands in an ARN, at the earliest. */
  private static final int REGION_AT_LEAST = "arn:aws:kms:".length();

  private final String text;
  private final byte[] utf8;
  private final String region;
  private final String account;
  private final String keyId;

  private KeyArn(String text, String region, String account, String keyId) {
    this.text = text;
    this.utf8 = text.getBytes(StandardCharsets.UTF_8);
    this.region = region;
    this.account = account;
    this.keyId = keyId;
  }

  /**
   * Reads an ARN.
   *
   * @throws IllegalArgumentException if the text is not a key ARN
   */
  public static KeyArn parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is not a KMS key ARN");
    }
    return new KeyArn(text, matcher.group(1), matcher.group(2), matcher.group(3));
  }

  public String region() {
    return region;
  }

  public String account() {
    return account;
  }

  public String keyId() {
    return keyId;
  }

  /** The ARN of an alias of this account and Region, as in {@code alias/web}. */
  String aliasArn(String alias) {
    return text.substring(0, text.length() - keyId.length() - KEY.length()) + alias;
  }

  /** True of a key that may have replicas in other Regions. */
  public boolean isMultiRegion() {
    return isMultiRegionId(keyId);
  }

  /** The same of an ARN that may not be one. */
  static boolean isMultiRegion(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches() && isMultiRegionId(matcher.group(3));
  }

  static boolean isMultiRegionId(String keyId) {
    return keyId.startsWith(MULTI_REGION);
  }

  /** The ARN of the same multi-Region key in a Region; of a key of one Region, its own. */
  KeyArn in(String otherRegion) {
    return !isMultiRegion() || region.equals(otherRegion)
        ? this
        : parse(partition() + otherRegion + text.substring(partition().length() + region.length()));
  }

  /** What stands before the Region. */
  private String partition() {
    return text.substring(0, text.indexOf(region, REGION_AT_LEAST));
  }

  /**
   * True if the text, in UTF-8, is this ARN or that of the same multi-Region key in another Region.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html">Multi-Region
   *     keys</a>
   */
  public boolean isSameKeyAs(byte[] claimed) {
    if (Arrays.equals(utf8, claimed)) {
      return true;
    }
    if (!isMultiRegion()) {
      return false;
    }
    String other = new String(claimed, StandardCharsets.UTF_8);
    Matcher matcher = FORM.matcher(other);
    if (!matcher.matches()) {
      return false;
    }
    return other.equals(in(matcher.group(1)).text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeyArn arn && text.equals(arn.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
