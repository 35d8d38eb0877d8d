package io.github.kmsjca.benchmarks.duel;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/**
 * Two ways to do the same, turn by turn in one JVM: even iterations are ours, odd ones the peer's.
 * What disturbs the machine for longer than an iteration disturbs both, and {@link PairedSamples}
 * compares neighbours only. Both ways pass the same call site, so neither has the better compiled
 * one.
 *
 * <p>A benchmark extends this with a {@code @Setup(Level.Trial)} method that calls {@link
 * #between}. Warm-up must have an even number of iterations.
 */
public abstract class Duel {
  private @Nullable Way ours;
  private @Nullable Way peer;
  private @Nullable Way current;
  private boolean peersTurn;

  /** One operation. */
  @FunctionalInterface
  public interface Way {
    /** Does it; the result keeps the work from being optimised away. */
    Object run() throws Exception;
  }

  protected final void between(Way ours, Way peer) {
    this.ours = ours;
    this.peer = peer;
  }

  /** Before each turn: what has to be different in the JVM, if it is more than the way. */
  protected void before(boolean peersTurn) {}

  @Setup(Level.Iteration)
  public void takeTurns() {
    before(peersTurn);
    current = Objects.requireNonNull(peersTurn ? peer : ours);
    peersTurn = !peersTurn;
  }

  @Benchmark
  public Object turn() throws Exception {
    return Objects.requireNonNull(current).run();
  }
}
