package io.github.kmsjca.benchmarks.encrypt;

import io.github.kmsjca.benchmarks.duel.Duel;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The same party twice: two threads that do a batch each, beside one that does one. If threads do
 * not hinder each other, both take the same time. Both are handed over to the same pool, so both
 * pay for that.
 */
@State(Scope.Thread)
public class ScalingBenchmark extends Duel {
  /** Messages of a batch: enough to forget about the hand-over. */
  public static final int BATCH = 2000;

  private final ExecutorService pool =
      Executors.newFixedThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "batch");
            thread.setDaemon(true);
            return thread;
          });

  @Param("1024")
  public int size;

  @Param("OURS")
  public Party party = Party.OURS;

  @Setup(Level.Trial)
  public void prepare(EncryptionEnvironment environment) throws Exception {
    Callable<Object> first = batch(party.start(environment));
    Callable<Object> second = batch(party.start(environment));
    between(() -> done(List.of(first, second)), () -> done(List.of(first)));
  }

  @TearDown(Level.Trial)
  public void stop() {
    pool.shutdown();
  }

  private Object done(List<Callable<Object>> batches) throws Exception {
    List<Future<Object>> results = pool.invokeAll(batches);
    for (Future<Object> result : results) {
      result.get();
    }
    return results;
  }

  private Callable<Object> batch(MessageEncryption encryption) {
    byte[] plaintext = new byte[size];
    return () -> {
      byte[] result = plaintext;
      for (int i = 0; i < BATCH; i++) {
        result = encryption.decrypt(encryption.encrypt(plaintext));
      }
      return result;
    };
  }
}
