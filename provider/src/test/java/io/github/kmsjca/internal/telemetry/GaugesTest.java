package io.github.kmsjca.internal.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** Numbers in JMX, and their end. */
class GaugesTest {
  /** A provider may be closed while its first call is being made: what stays would be a leak. */
  @Test
  void whatIsHiddenWhileItIsAboutToBeShownDoesNotStay() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    Gauges gauges = new Gauges("Test", "HIDDEN");
    CompletableFuture<?>[] hidden = new CompletableFuture<?>[1];
    gauges.show(
        this,
        owner -> {
          if (hidden[0] == null) {
            hidden[0] = CompletableFuture.runAsync(gauges::hide);
            waitALittle(hidden[0]);
          }
          return Map.of("Number", 1L);
        });
    hidden[0].get(20, TimeUnit.SECONDS);
    assertThat(server.isRegistered(new ObjectName("io.github.kmsjca:type=Test,name=HIDDEN")))
        .isFalse();
  }

  private static void waitALittle(CompletableFuture<?> other) {
    try {
      other.get(200, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // It waits for us.
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
