package io.github.kmsjca.offspring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.failure.Await;
import io.github.kmsjca.testkit.ForkedJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a shell starts the program")
class OffspringTest {
  /** A test that was interrupted ends nothing itself. */
  @Test
  void noneOutlivesItsJvm() throws Exception {
    ForkedJvm.Result result = new ForkedJvm(OffspringProbe.class).run();
    assertThat(result.exitCode()).as(result.output()).isZero();
    for (String pid : result.output().strip().split(" ", -1)) {
      Await.until(() -> !runs(Long.parseLong(pid)));
    }
  }

  /** One that has ended, and nobody has asked how, still has a number, but no command. */
  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().command()).isPresent();
  }
}
