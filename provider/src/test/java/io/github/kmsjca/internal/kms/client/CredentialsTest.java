package io.github.kmsjca.internal.kms.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** KMS refuses the credentials, and whoever is to give others is slow. */
class CredentialsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);
  private final AtomicInteger chains = new AtomicInteger();
  private final Credentials credentials =
      new Credentials(this::chain, Optional.empty(), new ProxyRule(null, Map.of(), Map.of()));

  @AfterEach
  void end() {
    answer.countDown();
    threads.shutdownNow();
  }

  /** The first one has credentials, and the later ones have none after a while. */
  private AwsCredentialsProvider chain() {
    boolean isFirst = chains.getAndIncrement() == 0;
    return () -> {
      if (isFirst) {
        return AwsBasicCredentials.create("a", "b");
      }
      asked.countDown();
      try {
        boolean unused = answer.await(LONG.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw SdkClientException.create("there are none");
    };
  }

  private Future<Boolean> refused(Duration rest) {
    return threads.submit(
        () -> {
          credentials.resolveCredentials();
          return credentials.areReplaced(refusal(), rest);
        });
  }

  private static AwsServiceException refusal() {
    return AwsServiceException.builder()
        .awsErrorDetails(AwsErrorDetails.builder().errorCode("ExpiredTokenException").build())
        .build();
  }

  @Test
  void noCallWaitsLongerThanItMay() throws Exception {
    Future<Boolean> first = refused(LONG);
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(refused(Duration.ofMillis(100)).get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(refused(Duration.ofMillis(-100)).get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(first.isDone()).isFalse();
  }

  /** They are asked no more often than that, however long they take. */
  @Test
  void whoWaitedDoesNotAskOnceMore() throws Exception {
    List<Future<Boolean>> all = new ArrayList<>();
    all.add(refused(LONG));
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 4; i++) {
      all.add(refused(LONG));
    }
    TimeUnit.SECONDS.sleep(4);
    answer.countDown();
    for (Future<Boolean> one : all) {
      assertThat(one.get(20, TimeUnit.SECONDS)).isFalse();
    }
    assertThat(chains).hasValue(2);
  }
}
