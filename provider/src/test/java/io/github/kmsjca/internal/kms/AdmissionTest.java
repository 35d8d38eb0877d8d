package io.github.kmsjca.internal.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.spec.KmsFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Turns in the order of arrival, and the numbers that telemetry reads. */
@Timeout(60)
class AdmissionTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  @Test
  void turnsComeInOrderAndTheNumbersFollow() throws Exception {
    Admission admission = new Admission(1, LONG, Duration.ofSeconds(1));
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    try (Admission.Turn turn = admission.enter("Sign", "")) {
      assertThat(turn.waited()).isZero();
      for (int i = 0; i < 5; i++) {
        int number = i;
        Thread thread = new Thread(() -> enter(admission, () -> order.add(number)));
        thread.start();
        threads.add(thread);
        while (admission.waiting() <= i) {
          Thread.onSpinWait();
        }
      }
      assertThat(admission.inFlight()).isEqualTo(1);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(order).containsExactly(0, 1, 2, 3, 4);
    assertThat(admission.inFlight()).isZero();
    assertThat(admission.waiting()).isZero();
  }

  /** Who is told that no turn came leaves none behind, neither of all nor of those for Decrypt. */
  @Test
  void whoGivesUpTakesNoTurn() throws Exception {
    Admission admission = new Admission(5, Duration.ofMillis(20), Duration.ofMillis(10));
    List<Admission.Turn> turns = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      turns.add(admission.enter("Decrypt", ""));
    }
    assertBusy(admission, "Decrypt");
    turns.add(admission.enter("Sign", ""));
    assertBusy(admission, "Sign");
    turns.remove(0).close();
    turns.add(admission.enter("Sign", ""));
    assertBusy(admission, "Decrypt");
    turns.forEach(Admission.Turn::close);
    assertThat(admission.inFlight()).isZero();
    for (int i = 0; i < 4; i++) {
      assertThat(admission.enter("Decrypt", "").waited()).isZero();
    }
  }

  private static void assertBusy(Admission admission, String operation) {
    assertThat(
            assertThrowsExactly(KmsCallException.class, () -> admission.enter(operation, ""))
                .failure())
        .isEqualTo(KmsFailure.BUSY);
  }

  private static void enter(Admission admission, Runnable task) {
    try (Admission.Turn turn = admission.enter("Sign", "")) {
      assertThat(turn.waited()).isPositive();
      task.run();
    } catch (KmsCallException e) {
      throw new AssertionError(e);
    }
  }
}
