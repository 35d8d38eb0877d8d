package io.github.kmsjca.internal.kms.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInternalException;

/** What is retried, as the SDK's client asks. */
class RetriesTest {
  private final SdkClientException broken =
      SdkClientException.create("broken", new IOException("reset"));
  private final RuntimeException throttled = error(400, "ThrottlingException");

  private long now;
  private final RetryStrategy retries = Retries.upTo(3, () -> now);

  private static RuntimeException error(int status, String code) {
    AwsErrorDetails details = AwsErrorDetails.builder().errorCode(code).build();
    return KmsException.builder().statusCode(status).awsErrorDetails(details).build();
  }

  /** The retries of one call that never succeeds. */
  private int retries(String operation, boolean failsOver, RuntimeException failure) {
    OpenCall.Limits limits = new OpenCall.Limits(null, null, failsOver);
    try (OpenCall call = OpenCall.begin(operation, limits)) {
      RetryToken token = first();
      for (int retry = 0; ; retry++) {
        assertThat(call.attempts()).isEqualTo(retry + 1);
        try {
          token = next(token, failure).token();
        } catch (TokenAcquisitionFailedException e) {
          return retry;
        }
      }
    }
  }

  private RetryToken first() {
    return retries.acquireInitialToken(AcquireInitialTokenRequest.create("")).token();
  }

  private RefreshRetryTokenResponse next(RetryToken token, RuntimeException failure) {
    return retries.refreshRetryToken(
        RefreshRetryTokenRequest.builder().token(token).failure(failure).build());
  }

  @Test
  void upToTheAttemptsThatAreSet() {
    assertThat(retries("Sign", false, broken)).isEqualTo(2);
    assertThat(retries("Sign", false, throttled)).isEqualTo(2);
    assertThat(retries("Sign", false, error(400, "AccessDeniedException"))).isZero();
    assertThat(retries.maxAttempts()).isEqualTo(3);
  }

  @Test
  void anotherRegionIsAskedInsteadUnlessKmsThrottles() {
    assertThat(retries("Sign", true, broken)).isZero();
    RuntimeException internal = KmsInternalException.builder().statusCode(500).build();
    assertThat(retries("Sign", true, internal)).isZero();
    assertThat(retries("Sign", true, throttled)).isEqualTo(2);
  }

  @Test
  void eachOperationHasItsOwnBudget() {
    for (int call = 0; call < 50; call++) {
      assertThat(retries("Sign", false, broken)).isEqualTo(2);
    }
    try (OpenCall call = OpenCall.begin("Sign", OpenCall.Limits.NONE)) {
      RetryToken token = first();
      assertThrowsExactly(TokenAcquisitionFailedException.class, () -> next(token, broken));
      assertThat(call.wasOutOfBudget()).isTrue();
    }
    assertThat(retries("Decrypt", false, broken)).isEqualTo(2);
  }

  /** The SDK's own budget would be refilled by successes only. */
  @Test
  void afterAnOutageTimeBringsRetriesBack() {
    int outage = 0;
    for (int call = 0; call < 1000; call++) {
      outage += retries("Sign", false, broken);
    }
    assertThat(outage).isEqualTo(100);
    now += TimeUnit.SECONDS.toNanos(1);
    assertThat(retries("Sign", false, broken)).isEqualTo(2);
  }

  @Test
  void aRetryThatHelpsIsFree() {
    for (int call = 0; call < 1000; call++) {
      try (OpenCall open = OpenCall.begin("Sign", OpenCall.Limits.NONE)) {
        RetryToken token = next(first(), broken).token();
        retries.recordSuccess(RecordSuccessRequest.create(token));
        assertThat(open.attempts()).isEqualTo(2);
      }
    }
  }

  /** Requests change a client's strategy by a copy of it. */
  @Test
  void copiesShareTheBudgets() {
    for (int call = 0; call < 100; call++) {
      retries("Sign", false, broken);
    }
    RetryStrategy copy = retries.toBuilder().build();
    try (OpenCall call = OpenCall.begin("Sign", OpenCall.Limits.NONE)) {
      RetryToken token = copy.acquireInitialToken(AcquireInitialTokenRequest.create("")).token();
      RefreshRetryTokenRequest request =
          RefreshRetryTokenRequest.builder().token(token).failure(broken).build();
      assertThrowsExactly(
          TokenAcquisitionFailedException.class, () -> copy.refreshRetryToken(request));
      assertThat(call.attempts()).isEqualTo(1);
    }
  }

  /** From nothing to the longest: callers that failed together do not come back together. */
  @Test
  void pausesAreFullyRandom() {
    assertPauses(broken, Duration.ofMillis(100));
    assertPauses(throttled, Duration.ofSeconds(1));
  }

  private void assertPauses(RuntimeException failure, Duration longest) {
    int low = 0;
    int high = 0;
    for (int i = 0; i < 400; i++) {
      now += TimeUnit.SECONDS.toNanos(1);
      Duration pause = next(first(), failure).delay();
      assertThat(pause).isBetween(Duration.ZERO, longest);
      low += pause.compareTo(longest.dividedBy(4)) < 0 ? 1 : 0;
      high += pause.compareTo(longest.dividedBy(4).multipliedBy(3)) > 0 ? 1 : 0;
    }
    assertThat(low).isBetween(50, 150);
    assertThat(high).isBetween(50, 150);
  }

  @Test
  void withoutACallThereIsOneBudgetForAll() {
    RetryToken token = next(first(), broken).token();
    retries.recordSuccess(RecordSuccessRequest.create(token));
    assertThat(OpenCall.current().attempts()).isZero();
  }
}
