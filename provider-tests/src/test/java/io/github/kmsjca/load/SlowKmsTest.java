package io.github.kmsjca.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.TestKms;
import java.security.PrivateKey;
import java.security.Provider;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * KMS is slow, and there are far more callers than connections: they take turns. Who gets a turn is
 * served by one request, and who gets none is told so. What KMS has to do at the same time is
 * counted where it counts, at its end.
 */
class SlowKmsTest {
  private static final Duration LATENCY = Duration.ofMillis(200);

  @RegisterExtension static final TestKms kms = TestKms.start();

  @AfterEach
  void fastAgain() {
    kms.local().latency(Duration.ZERO);
  }

  @ParameterizedTest
  @EnumSource
  void everybodyHasATurnBeforeTheDeadline(ThreadKind kind) throws Exception {
    kind.assume();
    Map<String, Integer> outcomes =
        crowd(kind, 200, LATENCY, "maxConnections", "4", "callTimeout", "2m");
    assertThat(outcomes).isEqualTo(Map.of("ok", 200));
    assertThat(kms.local().calls().count("Sign")).isEqualTo(200);
    assertThat(kms.local().calls().maxInFlight()).isEqualTo(4);
  }

  /** 2 at a time, 300 ms each, and 2 s in which to begin. */
  @Test
  void whoHasNoTurnBeforeTheDeadlineIsToldSo() throws Exception {
    String[] settings = {"maxConnections", "2", "callTimeout", "12s", "attemptTimeout", "10s"};
    Map<String, Integer> outcomes =
        crowd(ThreadKind.PLATFORM, 60, Duration.ofMillis(300), settings);
    assertThat(outcomes).containsOnlyKeys("BUSY", "ok");
    assertThat(kms.local().calls().count("Sign")).isEqualTo((long) outcomes.get("ok"));
    assertThat(kms.local().calls().maxInFlight()).isEqualTo(2);
  }

  @Test
  void aThousandPlatformThreads() throws Exception {
    Map<String, Integer> outcomes = crowd(ThreadKind.PLATFORM, 1000, LATENCY, "callTimeout", "2m");
    assertThat(outcomes).isEqualTo(Map.of("ok", 1000));
    assertThat(kms.local().calls().count("Sign")).isEqualTo(1000);
    assertThat(kms.local().calls().maxInFlight()).isLessThanOrEqualTo(64);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  @EnabledIfSystemProperty(named = "soak", matches = "true")
  void tenThousandVirtualThreads() throws Exception {
    Map<String, Integer> outcomes = crowd(ThreadKind.VIRTUAL, 10_000, LATENCY, "callTimeout", "5m");
    assertThat(outcomes).isEqualTo(Map.of("ok", 10_000));
    assertThat(kms.local().calls().count("Sign")).isEqualTo(10_000);
    assertThat(kms.local().calls().maxInFlight()).isEqualTo(64);
  }

  /** Of these a third fits, where the machine has room for it. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  @EnabledIfSystemProperty(named = "soak", matches = "true")
  void tenThousandVirtualThreadsWithTheUsualDeadline() throws Exception {
    Map<String, Integer> outcomes = crowd(ThreadKind.VIRTUAL, 10_000, LATENCY);
    assertThat(outcomes).containsOnlyKeys("BUSY", "ok");
    assertThat(kms.local().calls().count("Sign")).isEqualTo((long) outcomes.get("ok"));
    assertThat(kms.local().calls().maxInFlight()).isEqualTo(64);
  }

  private static Map<String, Integer> crowd(
      ThreadKind kind, int size, Duration latency, String... settings) throws Exception {
    Provider provider = kms.provider(settings);
    PrivateKey key = TestKms.key(provider, "ecc-nist-p256");
    Caller.sign(provider, key);
    kms.local().calls().clear();
    kms.local().latency(latency);
    return Crowd.outcomes(kind, size, () -> Caller.sign(provider, key));
  }
}
