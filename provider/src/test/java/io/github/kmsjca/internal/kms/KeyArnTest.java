package io.github.kmsjca.internal.kms;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyArnTest {
  /** A replica has the same id in the same account and partition, and the id says what it is. */
  @ParameterizedTest
  @CsvSource({
    "arn:aws:kms:us-east-1:111122223333:key/mrk-1, arn:aws:kms:us-east-1:111122223333:key/mrk-1, true",
    "arn:aws:kms:us-east-1:111122223333:key/mrk-1, arn:aws:kms:eu-west-1:111122223333:key/mrk-1, true",
    "arn:aws:kms:us-east-1:111122223333:key/1234, arn:aws:kms:us-east-1:111122223333:key/1234, true",
    "arn:aws:kms:us-east-1:111122223333:key/1234, arn:aws:kms:eu-west-1:111122223333:key/1234, false",
    "arn:aws:kms:us-east-1:111122223333:key/1234, arn:aws:kms:eu-west-1:111122223333:key/mrk-1, false",
    "arn:aws:kms:us-east-1:111122223333:key/mrk-1, arn:aws:kms:eu-west-1:111122223333:key/mrk-12, false",
    "arn:aws:kms:us-east-1:111122223333:key/mrk-1, arn:aws:kms:eu-west-1:111122223334:key/mrk-1, false",
    "arn:aws:kms:us-east-1:111122223333:key/mrk-1, arn:aws-cn:kms:cn-north-1:111122223333:key/mrk-1, false",
    "arn:aws:kms:us-east-1:111122223333:key/mrk-1, arn:aws:kms:eu-west-1:111122223333:alias/mrk-1, false",
    "arn:aws:kms:us-east-1:111122223333:key/mrk-1, mrk-1, false",
    "arn:aws:kms:us-east-1:111122223333:key/mrk-1, arn:aws:kms::111122223333:key/mrk-1, false",
    "arn:aws-x:kms:aws-x:111122223333:key/mrk-aws-x, arn:aws-x:kms:y:111122223333:key/mrk-aws-x, true",
    "arn:aws-x:kms:aws-x:111122223333:key/mrk-aws-x, arn:aws-y:kms:y:111122223333:key/mrk-aws-x, false"
  })
  void isTheSameKeyAsItsReplicas(String one, String other, boolean isSame) {
    assertThat(KeyArn.parse(one).isSameKeyAs(other.getBytes(US_ASCII))).isEqualTo(isSame);
  }
}
