package io.github.kmsjca.internal.lifecycle;

import io.github.kmsjca.internal.telemetry.Log;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Whether a provider instance is open, and what ends with it. Each part that holds a thread, a
 * socket, a secret or a place in one of the JVM's registries adds itself when it comes into being.
 * Thread-safe.
 */
public final class Lifecycle {
  /** The most that closing waits, in all. */
  private static final long PATIENCE_NANOS = 2_000_000_000;

  private final String providerName;
  private final Deque<Part> parts = new ArrayDeque<>();
  private @Nullable Workers background;
  private volatile boolean closed;
  private volatile long closedAt;

  /** Something that an instance has to end. */
  @FunctionalInterface
  public interface Part {
    /** Called once. */
    void end();
  }

  /** Of an instance that is open, and has no parts yet. */
  public Lifecycle(String providerName) {
    this.providerName = providerName;
  }

  public String providerName() {
    return providerName;
  }

  /** True from the first moment of closing on. */
  public boolean isClosed() {
    return closed;
  }

  /** How long a part may wait for its threads to end, so that closing all of them ends in time. */
  long patienceNanos() {
    return PATIENCE_NANOS - (System.nanoTime() - closedAt);
  }

  /** What to say to who comes later, as the end of a sentence. */
  public String closedText() {
    return "the provider "
        + providerName
        + " was closed; make or install a new one, and get the key from that";
  }

  /**
   * One thread for what is done now and then, such as looking for a changed file. There is none
   * until it is used.
   */
  public synchronized Workers background() {
    Workers workers = background;
    if (workers == null) {
      workers = Workers.of(this, "awskms-background", 1, Duration.ofMillis(100));
      background = workers;
    }
    return workers;
  }

  /** Adds a part; if all is closed already, that one is ended at once. */
  public void add(Part part) {
    synchronized (parts) {
      if (!closed) {
        parts.push(part);
        return;
      }
    }
    end(part);
  }

  /** Ends all parts, the youngest first. Any number of times, on any thread. */
  public void close() {
    synchronized (parts) {
      if (!closed) {
        closedAt = System.nanoTime();
        closed = true;
      }
    }
    for (Part part = next(); part != null; part = next()) {
      end(part);
    }
  }

  private @Nullable Part next() {
    synchronized (parts) {
      return parts.poll();
    }
  }

  /** One that fails must not keep the others. */
  private void end(Part part) {
    try {
      part.end();
    } catch (RuntimeException | LinkageError e) {
      Log.logger()
          .log(
              Level.WARNING,
              "A part of the provider {0} could not be closed: {1}",
              providerName,
              e.toString());
    }
  }
}
