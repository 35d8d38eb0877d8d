package io.github.kmsjca.programs;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Visitors who call a server again and again, several at once, each time with a full handshake. */
public final class Load implements AutoCloseable {
  private static final String VISITS = "visits under load: ";
  private static final int VISITORS = 3;
  private static final Duration PAUSE = Duration.ofMillis(30);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ExecutorService visitors = Executors.newFixedThreadPool(VISITORS);
  private final AtomicReferenceArray<X509Certificate> lastShown =
      new AtomicReferenceArray<>(VISITORS);
  private final AtomicLong visits = new AtomicLong();
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
  private volatile @Nullable X509Certificate only;
  private volatile boolean closed;

  private Load() {}

  /**
   * Begins, and waits until all visitors were served for the first time.
   *
   * @param authority the file of the authority that issues the server's certificates
   */
  public static Load on(int port, Path authority)
      throws GeneralSecurityException, IOException, InterruptedException {
    Load load = new Load();
    Visitor visitor = new Visitor(authority);
    for (int i = 0; i < VISITORS; i++) {
      int number = i;
      load.visitors.execute(() -> load.visit(visitor, port, number));
    }
    try {
      load.awaitAll(shown -> shown != null);
    } catch (AssertionError e) {
      load.end();
      throw e;
    }
    return load;
  }

  private void visit(Visitor visitor, int port, int number) {
    while (!closed) {
      try {
        X509Certificate required = only;
        X509Certificate shown = visitor.get(port, "TLSv1.3");
        if (required != null && !required.equals(shown)) {
          throw new IOException("the server still shows " + shown);
        }
        lastShown.set(number, shown);
        visits.incrementAndGet();
        Thread.sleep(PAUSE.toMillis());
      } catch (GeneralSecurityException | IOException e) {
        failures.add(e);
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Waits until each visitor was shown this certificate by its last visit. */
  void until(X509Certificate certificate) throws InterruptedException {
    awaitAll(certificate::equals);
  }

  private interface Condition {
    boolean holds(X509Certificate shown);
  }

  private void awaitAll(Condition condition) throws InterruptedException {
    long start = System.nanoTime();
    while (!all(condition)) {
      requireNoFailure();
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      if (waited.compareTo(PATIENCE) > 0) {
        throw new AssertionError("still not shown after " + waited + ": " + lastShown);
      }
      Thread.sleep(5);
    }
  }

  private boolean all(Condition condition) {
    for (int i = 0; i < VISITORS; i++) {
      if (!condition.holds(lastShown.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** From now on each visit has to be shown this certificate; waits for so many of them. */
  void require(X509Certificate certificate, int count) throws InterruptedException {
    only = certificate;
    long enough = visits.get() + VISITORS + count;
    while (visits.get() < enough) {
      requireNoFailure();
      Thread.sleep(5);
    }
  }

  /** Any certificate of the authority will do again. */
  void requireNone() {
    only = null;
  }

  /** How many there were, each with one handshake. */
  public long visits() {
    return visits.get();
  }

  /** How many there were in a program that printed this. */
  public static long visitsIn(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith(VISITS))
        .mapToLong(line -> Long.parseLong(line.substring(VISITS.length())))
        .sum();
  }

  private void requireNoFailure() {
    Exception failure = failures.peek();
    if (failure != null) {
      throw new AssertionError("a visit failed after " + visits + " that did not", failure);
    }
  }

  /** Ends it, and fails if any of the visits did. */
  @Override
  public void close() {
    end();
    requireNoFailure();
    System.out.println(VISITS + visits);
  }

  private void end() {
    closed = true;
    visitors.shutdown();
    try {
      if (!visitors.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("a visitor waits for an answer");
      }
    } catch (InterruptedException e) {
      visitors.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
