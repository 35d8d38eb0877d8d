package io.github.kmsjca.doctor;

import io.github.kmsjca.testkit.TestKms;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Loggers below the provider that would write secrets. */
@ResourceLock("java.util.logging")
@DisabledIfSystemProperty(
    named = "junit.jupiter.extensions.autodetection.enabled",
    matches = "true",
    disabledReason = "an audit has the loggers on that are the matter here")
class LoggersTest {
  private static final String WIRE = "org.apache.hc.client5.http.wire";

  @RegisterExtension static final TestKms kms = TestKms.start();

  private final Logger logger = Logger.getLogger(WIRE);

  @BeforeEach
  void turnOn() {
    logger.setLevel(Level.FINE);
  }

  @AfterEach
  void reset() {
    logger.setLevel(null);
  }

  @Test
  void areAProblem() {
    Diagnosis.here(kms, "keys=rsa-2048")
        .exits(Diagnosis.PROBLEMS)
        .marks("FAIL", "loggers", WIRE, "would write data keys", "KMS is not called")
        .says("-> Set it to INFO (logback.xml: <logger name=\"" + WIRE);
  }

  @Test
  void areAWarningWhereTheyAreAllowed() {
    Diagnosis.here(kms, "keys=rsa-2048;allowWireLogging=true")
        .exits(Diagnosis.FINE)
        .marks("WARN", "loggers", WIRE, "would write data keys");
  }

  @Test
  void areNotSpokenOfWhileTheyAreOff() {
    reset();
    Diagnosis.here(kms, "keys=rsa-2048").exits(Diagnosis.FINE).saysNot(WIRE);
  }
}
