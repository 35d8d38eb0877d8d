package io.github.kmsjca.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.doctor.Main;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What the doctor printed, and its exit code. */
record Diagnosis(int exitCode, String report) {
  static final int FINE = 0;
  static final int PROBLEMS = 1;
  static final int WRONG_USAGE = 2;

  /** Runs it in this JVM. */
  static Diagnosis here(String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, UTF_8)) {
      int exitCode = Main.run(out, out, arguments);
      return new Diagnosis(exitCode, bytes.toString(UTF_8));
    }
  }

  /** Runs it in this JVM with a local KMS, and more settings. */
  static Diagnosis here(TestKms kms, String settings) {
    return here("doctor", argument(kms, settings));
  }

  static String argument(TestKms kms, String settings) {
    return "endpoint="
        + kms.endpoint()
        + ";region="
        + TestKms.REGION
        + ";maxAttempts=2;"
        + settings;
  }

  /** Runs it in a JVM of its own, one that starts fast rather than runs fast. */
  static Diagnosis of(ForkedJvm jvm, String... arguments) throws Exception {
    ForkedJvm.Result result =
        jvm.option("-XX:TieredStopAtLevel=1").option("-XX:+UseSerialGC").run(arguments);
    return new Diagnosis(result.exitCode(), result.output());
  }

  Diagnosis exits(int expected) {
    assertThat(exitCode).as(report).isEqualTo(expected);
    return this;
  }

  Diagnosis says(String... texts) {
    assertThat(report).contains(texts);
    return this;
  }

  Diagnosis saysNot(String... texts) {
    assertThat(report).doesNotContain(texts);
    return this;
  }

  /** One line has the mark and all the texts. */
  Diagnosis marks(String mark, String... texts) {
    assertThat(report.lines().filter(line -> line.startsWith("  " + mark + " ")))
        .as(report)
        .anySatisfy(line -> assertThat(line).contains(texts));
    return this;
  }
}
