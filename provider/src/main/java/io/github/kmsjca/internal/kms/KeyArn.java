package io.github.kmsjca.internal.kms;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key ARN, {@code arn:<partition>:kms:<region>:<account>:key/<id>}.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id">Key
 *     identifiers</a>
 */
public record KeyArn(String partition, String region, String account, String keyId)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Pattern FORM =
      Pattern.compile(
          "arn:(aws[a-z0-9-]{0,30}):kms:([a-z0-9-]{1,32}):(\\d{12}):key/([A-Za-z0-9-]{1,128})");

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
    return new KeyArn(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4));
  }

  @Override
  public String toString() {
    return "arn:" + partition + ":kms:" + region + ":" + account + ":key/" + keyId;
  }
}
