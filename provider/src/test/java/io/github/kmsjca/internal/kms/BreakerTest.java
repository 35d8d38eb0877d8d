package io.github.kmsjca.internal.kms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.kms.Breaker.Pass;
import io.github.kmsjca.internal.kms.RegionState.State;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private long now = -5; // as nanoTime may be
  private double random = 1;
  private final Breaker breaker = new Breaker("eu-west-1", () -> now, () -> random);

  private void pass(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private boolean fails() {
    return breaker.failed(Pass.FREE, now, false);
  }

  private void open() {
    for (int i = 0; i < 5; i++) {
      fails();
    }
    assertThat(state()).isEqualTo(State.OPEN);
  }

  private State state() {
    return breaker.state().state();
  }

  @Test
  void fiveFailuresInARowOpenIt() {
    for (int i = 0; i < 4; i++) {
      assertThat(fails()).isFalse();
    }
    assertThat(breaker.answered(Pass.FREE, now)).isFalse();
    for (int i = 0; i < 4; i++) {
      assertThat(fails()).isFalse();
      assertThat(breaker.pass()).isEqualTo(Pass.FREE);
    }
    assertThat(fails()).isTrue();
    assertThat(breaker.pass()).isEqualTo(Pass.LAST);
    assertThat(fails()).as("told once").isFalse();
  }

  @Test
  void aTimeOutOpensItUnlessOthersWereAnsweredMeanwhile() {
    long begun = now;
    pass(100);
    breaker.answered(Pass.FREE, begun);
    pass(900);
    assertThat(breaker.failed(Pass.FREE, begun, true)).isFalse();
    begun = now;
    pass(1000);
    assertThat(breaker.failed(Pass.FREE, begun, true)).isTrue();
  }

  /** A program may start while the Region is lost. */
  @Test
  void aFirstTimeOutOpensIt() {
    long begun = now;
    pass(1000);
    assertThat(breaker.failed(Pass.FREE, begun, true)).isTrue();
  }

  @Test
  void oneCallAtATimeTriesIt() {
    open();
    pass(999);
    assertThat(breaker.pass()).isEqualTo(Pass.LAST);
    pass(1);
    assertThat(breaker.pass()).isEqualTo(Pass.TRIAL);
    assertThat(state()).isEqualTo(State.HALF_OPEN);
    assertThat(breaker.pass()).isEqualTo(Pass.LAST);
    assertThat(breaker.answered(Pass.TRIAL, now)).as("it is back").isTrue();
    assertThat(breaker.pass()).isEqualTo(Pass.FREE);
    assertThat(state()).isEqualTo(State.CLOSED);
  }

  @Test
  void pausesGrowUpToHalfAMinute() {
    open();
    for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
      pass(seconds * 1000L - 1);
      assertThat(breaker.pass()).isEqualTo(Pass.LAST);
      pass(1);
      assertThat(breaker.pass()).isEqualTo(Pass.TRIAL);
      assertThat(breaker.failed(Pass.TRIAL, now, true)).as("it is given up already").isFalse();
    }
    pass(30_000);
    assertThat(breaker.answered(breaker.pass(), now)).isTrue();
    open();
    pass(1000);
    assertThat(breaker.pass()).as("the first pause is short again").isEqualTo(Pass.TRIAL);
  }

  @Test
  void pausesAreSpreadOverTheirSecondHalf() {
    random = 0;
    open();
    pass(499);
    assertThat(breaker.pass()).isEqualTo(Pass.LAST);
    pass(1);
    assertThat(breaker.pass()).isEqualTo(Pass.TRIAL);
  }

  @Test
  void aTrialThatTellsNothingIsMadeAgainLater() {
    open();
    pass(1000);
    assertThat(breaker.pass()).isEqualTo(Pass.TRIAL);
    breaker.unknown(Pass.LAST);
    assertThat(state()).isEqualTo(State.HALF_OPEN);
    breaker.unknown(Pass.TRIAL);
    assertThat(state()).isEqualTo(State.OPEN);
    pass(1000);
    assertThat(breaker.pass()).isEqualTo(Pass.TRIAL);
  }

  @Test
  void anAnswerThatWasLongOnItsWayDoesNotCloseIt() {
    long before = now;
    pass(10);
    open();
    assertThat(breaker.answered(Pass.FREE, before)).isFalse();
    assertThat(state()).isEqualTo(State.OPEN);
    assertThat(breaker.answered(Pass.LAST, now)).as("asked since nothing else helped").isTrue();
    assertThat(state()).isEqualTo(State.CLOSED);
  }

  @Test
  void sinceIsOfTheFirstFailureOn() {
    open();
    var since = breaker.state().since();
    pass(1000);
    breaker.failed(breaker.pass(), now, true);
    assertThat(breaker.state()).isEqualTo(new RegionState("eu-west-1", State.OPEN, since));
  }
}
