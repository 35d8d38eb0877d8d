package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What survives. */
final class DurabilityTest {
  @Test
  void nothing() {
    assertThat(1).isEqualTo(1);
  }
}
