package io.github.kmsjca.internal.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What others' messages may quote does not get into the report. */
class RedactionTest {
  private static final Redaction REDACTION =
      new Redaction().add("the/secret+key").add(" a-token ").add("abc").add(null);

  private static String printed(String text, String advice) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Check check =
        new Check() {
          @Override
          public String title() {
            return text;
          }

          @Override
          public List<Finding> findings() {
            return List.of(Finding.problem(text, text, advice), Finding.fact("", text));
          }
        };
    new Report(new PrintStream(bytes, true, UTF_8), REDACTION).section(check);
    return bytes.toString(UTF_8);
  }

  @Test
  void secretsAreCrossedOutWhereverTheyStand() {
    String report = printed("x the/secret+key y a-token z", "not a-token");
    assertThat(report).contains("x *** y *** z", "-> not ***");
    assertThat(report).doesNotContain("secret", "token");
  }

  @Test
  void userInfoOfUrls() {
    assertThat(REDACTION.apply("bad URI 'https://user:p@s/s@kms.example/a', https://kms.example"))
        .isEqualTo("bad URI 'https://***@kms.example/a', https://kms.example");
  }

  @Test
  void whatIsNoSecretStays() {
    assertThat(REDACTION.apply("abc // d, e@f")).isEqualTo("abc // d, e@f");
  }

  @Test
  void aSectionThatBreaksSaysSo() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Report report = new Report(new PrintStream(bytes, true, UTF_8), REDACTION);
    report.section(
        new Check() {
          @Override
          public String title() {
            return "Broken";
          }

          @Override
          public List<Finding> findings() {
            throw new IllegalStateException("with a-token");
          }
        });
    assertThat(bytes.toString(UTF_8)).contains("FAIL", "IllegalStateException: with ***");
    assertThat(report.problems()).isEqualTo(1);
  }
}
