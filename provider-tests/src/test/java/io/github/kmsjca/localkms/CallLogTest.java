package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The log is bounded, and its numbers are exact. */
@Timeout(60)
final class CallLogTest extends KmsTest {

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    return super.configure(builder).callLog(3);
  }

  @Test
  void theOldestCallsGoAndTheNumbersStay() {
    kms.listAliases();
    for (int i = 0; i < 5; i++) {
      kms.listKeys();
    }
    kms.listAliases();
    assertThat(localKms.calls().all())
        .extracting(Call::operation)
        .containsExactly("ListKeys", "ListKeys", "ListAliases");
    assertThat(localKms.calls().count()).isEqualTo(7);
    assertThat(localKms.calls().count("ListKeys")).isEqualTo(5);
    assertThat(localKms.calls().count("ListAliases")).isEqualTo(2);
    localKms.calls().clear();
    assertThat(localKms.calls().count()).isZero();
    assertThat(localKms.calls().count("ListKeys")).isZero();
  }

  @Test
  void longTextsAreShortened() {
    String longName = "alias/" + "x".repeat(3000);
    refusal(() -> kms.describeKey(r -> r.keyId(longName)), "ValidationException");
    assertThat(localKms.calls().all().get(0).keyId()).isEqualTo(longName.substring(0, 2048));
  }

  @Test
  void operationsThatDoNotExistDoNotFillTheMemory() {
    RawCalls raw = new RawCalls(localKms, clock);
    for (int i = 0; i < 600; i++) {
      raw.call("Invented" + i, "{}");
    }
    assertThat(localKms.calls().count()).isEqualTo(600);
    assertThat(localKms.calls().all()).hasSize(3);
    kms.listKeys();
    assertThat(localKms.calls().count("ListKeys")).isEqualTo(1);
  }

  @Test
  void callsUnderWayAreCountedUntilTheirAnswersLeave() {
    localKms.latency(Duration.ofMillis(300));
    ExecutorService threads = Executors.newFixedThreadPool(12);
    try {
      List<CompletableFuture<?>> calls =
          Stream.generate(() -> CompletableFuture.runAsync(() -> kms.listKeys(), threads))
              .limit(12)
              .<CompletableFuture<?>>map(call -> call)
              .toList();
      calls.forEach(CompletableFuture::join);
    } finally {
      threads.shutdownNow();
    }
    assertThat(localKms.calls().maxInFlight()).isBetween(6, 12);
    assertThat(localKms.calls().inFlight()).isZero();
    localKms.calls().clear();
    assertThat(localKms.calls().maxInFlight()).isZero();
    localKms.latency(Duration.ZERO);
    for (int i = 0; i < 200; i++) {
      kms.listKeys();
    }
    assertThat(localKms.calls().maxInFlight()).as("one after the other").isEqualTo(1);
  }

  @Test
  void aSizeIsNotNegative() {
    assertThatThrownBy(() -> LocalKms.builder().callLog(-1))
        .isInstanceOf(IllegalArgumentException.class);
    try (LocalKms none = LocalKms.builder().callLog(0).start()) {
      assertThat(none.calls().all()).isEmpty();
    }
  }
}
