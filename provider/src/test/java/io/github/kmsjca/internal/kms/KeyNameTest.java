package io.github.kmsjca.internal.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyNameTest {
  private static final String KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab";
  private static final String KEY_ARN = "arn:aws:kms:eu-west-1:111122223333:key/" + KEY_ID;
  private static final String ALIAS_ARN = "arn:aws-us-gov:kms:us-gov-west-1:111122223333:alias/a/b";

  @Test
  void aliases() {
    assertThat(KeyName.parse("web").keyId()).isEqualTo("alias/web");
    assertThat(KeyName.parse("alias/web")).isEqualTo(KeyName.parse("web"));
    assertThat(KeyName.parse("web").isAlias()).isTrue();
    assertThat(KeyName.parse("web").region()).isEmpty();
    assertThat(KeyName.parse(ALIAS_ARN).isAlias()).isTrue();
    assertThat(KeyName.parse(ALIAS_ARN).region()).contains("us-gov-west-1");
    assertThat(KeyName.parse(ALIAS_ARN).keyArn()).isEmpty();
  }

  @Test
  void keyIdsAndArns() {
    assertThat(KeyName.parse(KEY_ID).keyId()).isEqualTo(KEY_ID);
    assertThat(KeyName.parse(KEY_ID).isAlias()).isFalse();
    assertThat(KeyName.parse("mrk-" + "0123456789abcdef".repeat(2)).isAlias()).isFalse();
    assertThat(KeyName.parse(KEY_ARN).keyArn()).contains(KeyArn.parse(KEY_ARN));
    assertThat(KeyName.parse(KEY_ARN).account()).contains("111122223333");
    assertThat(KeyArn.parse(KEY_ARN)).hasToString(KEY_ARN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "alias/",
        "with space",
        "arn:aws:kms:eu-west-1:111122223333:key/",
        "arn:aws:kms:eu-west-1:1111:key/" + KEY_ID,
        "arn:aws:s3:eu-west-1:111122223333:key/" + KEY_ID,
        "arn:aws:kms:eu-west-1:111122223333:grant/" + KEY_ID,
        KEY_ARN + "\n",
        KEY_ARN + "/../x"
      })
  void noNames(String text) {
    assertThatThrownBy(() -> KeyName.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
