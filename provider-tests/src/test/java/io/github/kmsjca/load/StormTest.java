package io.github.kmsjca.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.spec.KmsFailure;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.TestKms;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Everything goes wrong at times, and 64 threads go on: what comes back is right, or says why not
 * and in time, and nothing piles up. A million envelopes and 20,000 signatures with {@code -Psoak}.
 */
class StormTest {
  private static final boolean SOAK = Boolean.getBoolean("soak");
  private static final int ENVELOPES = SOAK ? 1_000_000 : 100_000;
  private static final int SIGNS = SOAK ? 20_000 : 2_000;
  private static final long SEED = 14;
  private static final double RATE = 0.1;
  private static final double CALL_TIMEOUT = 6;

  /** A deadline is kept by threads that two cores must first wake up. */
  private static final double SLACK = 3;

  private static final Pattern REPORT =
      Pattern.compile(
          "right (\\d+), wrong (\\d+), failed \\{(.*)}, longest ([0-9.]+) s, in all (\\d+) s\n"
              + "left (\\d+) threads, (\\d+) files, (\\d+) MiB -> "
              + "(\\d+) threads, (\\d+) files, (\\d+) MiB\n");

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @Test
  void everyResultIsRightAndEveryFailureDocumented() throws Exception {
    kms.local().faults().chaos(SEED, RATE);
    ForkedJvm.Result result =
        new ForkedJvm(StormProbe.class)
            .kms(kms)
            .property("awskms.callTimeout", (int) CALL_TIMEOUT + "s")
            .property("awskms.attemptTimeout", "1s")
            .property("awskms.dataKey.maxAge", "2s")
            .property("awskms.dataKey.maxMessages", "1000")
            .property("awskms.verifySigned", "true")
            .option("-Xmx512m")
            .run(String.valueOf(ENVELOPES), String.valueOf(SIGNS));
    System.out.println(result.output());
    Matcher report = REPORT.matcher(result.output());
    assertThat(report.find()).as(result.output()).isTrue();
    assertThat(report.group(2)).as("wrong").isEqualTo("0");
    assertThat(kinds(report.group(3))).isSubsetOf(documented());
    assertThat(Double.parseDouble(report.group(4))).isLessThan(CALL_TIMEOUT + SLACK);
    assertThat(number(report, 9)).as("threads").isLessThanOrEqualTo(number(report, 6) + 2);
    assertThat(number(report, 10)).as("files").isLessThanOrEqualTo(number(report, 7) + 64);
    assertThat(number(report, 11)).as("MiB").isLessThanOrEqualTo(number(report, 8) + 8);
    assertThat(result.exitCode()).isZero();
  }

  private static List<String> kinds(String failures) {
    return Pattern.compile("([A-Za-z_.]+)=")
        .matcher(failures)
        .results()
        .map(m -> m.group(1))
        .toList();
  }

  private static List<String> documented() {
    return Arrays.stream(KmsFailure.values()).map(Enum::name).toList();
  }

  private static long number(Matcher report, int group) {
    return Long.parseLong(report.group(group));
  }
}
