package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

/** The wrapping pairs of a local KMS that makes its own, some of them ahead. */
final class PreparedWrappingPairsTest extends ImportedKeyTest {
  private static final String THREAD = "local-kms-wrapping-pairs";

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    return builder.clock(clock);
  }

  @Test
  void noTwoTokensHaveTheSamePair() throws Exception {
    String key = externalSymmetricKey();
    ExecutorService callers = Executors.newFixedThreadPool(4);
    try {
      Set<SdkBytes> publicKeys = new HashSet<>();
      Callable<SdkBytes> call = () -> parameters(key).publicKey();
      for (Future<SdkBytes> answer : callers.invokeAll(List.of(call, call, call, call))) {
        publicKeys.add(answer.get());
      }
      for (Future<SdkBytes> answer : callers.invokeAll(List.of(call, call, call, call))) {
        publicKeys.add(answer.get());
      }
      assertThat(publicKeys).hasSize(8);
    } finally {
      callers.shutdown();
    }
  }

  @Test
  void theThreadEndsWhenAllIsPrepared() throws Exception {
    importTo(externalSymmetricKey(), randomBytes(32), FOREVER);
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (threads() > 0) {
      assertThat(System.nanoTime()).as("The thread still runs").isLessThan(deadline);
      Thread.sleep(100);
    }
    importTo(externalSymmetricKey(), randomBytes(32), FOREVER);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(THREAD))
        .count();
  }
}
