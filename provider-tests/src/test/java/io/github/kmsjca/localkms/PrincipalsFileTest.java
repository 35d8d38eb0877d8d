package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Access keys with principals, from a file. */
final class PrincipalsFileTest {
  @TempDir private Path folder;

  @Test
  void aFileNamesAccessKeysAndWhatTheyMay() throws IOException {
    Arguments arguments =
        arguments(
            """
            [{"accessKeyId": "AKIDBOB", "secret": "s3cret",
              "principal": "arn:aws:iam::111122223333:user/bob",
              "policies": [{"Version": "2012-10-17",
                "Statement": {"Effect": "Allow", "Action": "kms:ListKeys", "Resource": "*"}}]},
             {"accessKeyId": "AKIDJOB", "secret": "s3cret",
              "principal": "arn:aws:sts::111122223333:assumed-role/Job/1"}]""");
    assertThat(arguments.permissions()).startsWith("Access keys with principals");
    arguments.start().close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | no array of principals",
        "[{}] | Principal 1 of",
        "[{`accessKeyId`:7}] | It needs a text accessKeyId",
        "[{`accessKeyid`:`A`}] | It has no member accessKeyid",
        "[{`accessKeyId`:`A`,`secret`:`s3cret`,`principal`:`bob`}] | An account has twelve digits",
        "[{`accessKeyId`:`A`,`secret`:`s3cret`,`principal`:`arn:aws:iam::111122223333:role/R`}]"
            + " | Not the ARN of a user",
        "[{`accessKeyId`:`A`,`secret`:`s3cret`,`principal`:`arn:aws:iam::111122223333:root`,"
            + "`policies`:[{}]}] | Missing required field Statement",
        "[{`accessKeyId`:`A`,`secret`:`s3cret`,s3cret}] | no JSON, see line 1",
      })
  void aMistakeIsNamedWithoutSecrets(String content, String message) {
    assertThatThrownBy(() -> arguments(content.replace('`', '"')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void aMissingFileIsNamed() {
    String missing = folder.resolve("none.json").toString();
    assertThatThrownBy(() -> Arguments.parse(new String[] {"--principals", missing}, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Can not read " + missing);
  }

  private Arguments arguments(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("principals.json"), content);
    return Arguments.parse(new String[] {"--principals", file.toString()}, Map.of());
  }
}
