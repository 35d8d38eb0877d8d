package io.github.kmsjca.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.failure.Await;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.testkit.TestKms;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many callers whose calls all fail do not call all the more; and one is not without retries. */
class RetryStormTest {
  private static final double MOST_REQUESTS_PER_CALL = 1.1;

  @RegisterExtension static final TestKms kms = TestKms.start();

  private Provider provider;
  private PrivateKey key;

  @BeforeEach
  void warmUp() throws Exception {
    provider = kms.provider("maxAttempts", "4");
    key = TestKms.key(provider, "ecc-nist-p256");
    sign();
    kms.local().calls().clear();
  }

  @AfterEach
  void noFault() {
    kms.local().faults().clear();
  }

  private byte[] sign() throws Exception {
    return Caller.sign(provider, key);
  }

  @Test
  void threeThousandCallersOfAThrottledKms() throws Exception {
    assertNoStorm(3000, Fault.throttle(), "THROTTLED");
  }

  @Test
  void threeThousandCallersOfABrokenNetwork() throws Exception {
    assertNoStorm(3000, Fault.dropConnection(), "UNREACHABLE");
  }

  private void assertNoStorm(int callers, Fault fault, String outcome) throws Exception {
    kms.local().faults().always("Sign", fault);
    Map<String, Integer> outcomes = Crowd.outcomes(ThreadKind.PLATFORM, callers, this::sign);
    assertThat(outcomes).containsOnlyKeys(outcome);
    double requests = kms.local().calls().count("Sign");
    assertThat(requests / callers).isBetween(1.0, MOST_REQUESTS_PER_CALL);
  }

  /** The SDK's own budget is one for all operations, and empty for hundreds of calls after that. */
  @Test
  void afterAnOutageARetryIsThereSoon() throws Exception {
    kms.local().faults().always("Sign", Fault.dropConnection());
    Crowd.outcomes(ThreadKind.PLATFORM, 400, this::sign);
    kms.local().faults().clear();
    kms.local().faults().next("GetPublicKey", Fault.internalError());
    TestKms.key(provider, "rsa-2048"); // another operation has them anyway
    Await.until(
        () -> {
          kms.local().faults().clear();
          kms.local().faults().next("Sign", Fault.dropConnection());
          return Caller.start(ThreadKind.PLATFORM, this::sign).outcome().equals("ok");
        });
  }

  @Test
  void whoGetsNoRetryIsToldWhy() throws Exception {
    kms.local().faults().always("Sign", Fault.dropConnection());
    Pattern told =
        Pattern.compile(
            "[1-3] attempts? in \\d+\\.\\d\\d s, no retry being left after those of other calls,"
                + " Region ");
    Await.until(
        () -> {
          Crowd.outcomes(ThreadKind.PLATFORM, 100, this::sign);
          KmsCallException e = Caller.start(ThreadKind.PLATFORM, this::sign).ofKms();
          return told.matcher(e.getMessage()).find();
        });
  }
}
