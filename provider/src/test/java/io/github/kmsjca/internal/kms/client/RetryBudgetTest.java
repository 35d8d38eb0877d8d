package io.github.kmsjca.internal.kms.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  private long now = -7; // as nanoTime may be
  private final RetryBudget budget = new RetryBudget(() -> now);

  private int retries(int cost) {
    int retries = 0;
    while (budget.pay(cost)) {
      retries++;
    }
    return retries;
  }

  private void pass(double seconds) {
    now += (long) (seconds * TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  void aFullOneCoversAllConnectionsBreakingAtOnce() {
    assertThat(retries(RetryBudget.RETRY)).isEqualTo(100);
  }

  @Test
  void retriesOfThrottledCallsCostTwice() {
    assertThat(retries(RetryBudget.RETRY_OF_THROTTLED)).isEqualTo(50);
  }

  @Test
  void timeAloneRefillsIt() {
    retries(RetryBudget.RETRY);
    pass(0.24);
    assertThat(retries(RetryBudget.RETRY)).isZero();
    pass(0.02);
    assertThat(retries(RetryBudget.RETRY)).isEqualTo(1);
    pass(1);
    assertThat(retries(RetryBudget.RETRY)).isEqualTo(4);
    pass(10_000);
    assertThat(retries(RetryBudget.RETRY)).as("to the brim").isEqualTo(100);
  }

  /** One call a second, three retries each: however long the outage is. */
  @Test
  void oneCallerOfALowRateAlwaysHasRetries() {
    for (int second = 0; second < 3600; second++) {
      for (int retry = 0; retry < 3; retry++) {
        assertThat(budget.pay(RetryBudget.RETRY)).isTrue();
      }
      pass(1);
    }
  }

  @Test
  void aRetryThatHelpsIsFree() {
    for (int i = 0; i < 1000; i++) {
      assertThat(budget.pay(RetryBudget.RETRY_OF_THROTTLED)).isTrue();
      budget.succeeded(RetryBudget.RETRY_OF_THROTTLED);
    }
  }

  @Test
  void successesEarnATenth() {
    retries(RetryBudget.RETRY);
    for (int i = 0; i < 41; i++) {
      budget.succeeded(0);
    }
    assertThat(retries(RetryBudget.RETRY)).isEqualTo(4);
  }

  /** 3,000 calls in half a minute, none of which succeeds. */
  @Test
  void whileNothingSucceedsThereIsNoStorm() {
    int retries = 0;
    for (int call = 0; call < 3000; call++) {
      for (int retry = 0; retry < 3 && budget.pay(RetryBudget.RETRY_OF_THROTTLED); retry++) {
        retries++;
      }
      pass(0.01);
    }
    assertThat(retries).isBetween(50, 150);
  }
}
