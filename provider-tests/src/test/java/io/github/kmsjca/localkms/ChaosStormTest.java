package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkException;

/** The local KMS survives the chaos that it makes. */
@Timeout(120)
final class ChaosStormTest extends KmsTest {
  private static final int THREADS = 8;
  private static final int CALLS = 25;

  @Test
  void allIsAsBeforeOnceTheChaosIsOver() {
    kms.listKeys(); // starts the SDK, which takes longer than a call of the storm may
    localKms.faults().chaos(11, 0.4);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<CompletableFuture<Integer>> clients = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        clients.add(CompletableFuture.supplyAsync(this::failures, threads));
      }
      int failures = clients.stream().mapToInt(CompletableFuture::join).sum();
      assertThat(failures).isBetween(1, THREADS * CALLS - 1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(localKms.calls().all()).extracting(Call::fault).contains("hang", "reset", "cut");
    localKms.faults().clear();
    while (localKms.calls().inFlight() > 0) { // those that drip notice last
      Thread.onSpinWait();
    }
    assertThat(kms.listKeys().keys()).isEmpty();
  }

  private int failures() {
    int failures = 0;
    for (int i = 0; i < CALLS; i++) {
      try {
        kms.listKeys(r -> r.overrideConfiguration(o -> o.apiCallTimeout(Duration.ofMillis(700))));
      } catch (SdkException e) {
        failures++;
      }
    }
    return failures;
  }
}
