package io.github.kmsjca.programs;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Several {@link Visitor}s who call a server again and again, each time with a full handshake. */
public final class Visitors implements AutoCloseable {
  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private final Path authority;
  private final int port;
  private final List<Visit> visits = new CopyOnWriteArrayList<>();
  private final List<Thread> threads;
  private volatile boolean stopped;

  /** Whom a visitor met, or why nobody. */
  private record Visit(long began, long ended, String peer, @Nullable Exception failure) {}

  private Visitors(Path authority, int port, int number) {
    this.authority = authority;
    this.port = port;
    this.threads =
        IntStream.range(0, number).mapToObj(i -> new Thread(this::visit, "visitor-" + i)).toList();
  }

  /** Sends so many at a time to a server, until this is closed. */
  public static Visitors start(Path authority, int port, int number) {
    Visitors visitors = new Visitors(authority, port, number);
    visitors.threads.forEach(Thread::start);
    return visitors;
  }

  private void visit() {
    while (!stopped) {
      long began = System.nanoTime();
      String peer = "nobody";
      Exception failure = null;
      try {
        peer = Visitor.visit(authority, port, "TLSv1.3").getName();
      } catch (Exception e) {
        failure = e;
      }
      visits.add(new Visit(began, System.nanoTime(), peer, failure));
    }
  }

  /**
   * Waits until everybody who comes meets this peer.
   *
   * @param since by {@link System#nanoTime}
   * @return the milliseconds from then until the first one did
   */
  public long awaitPeer(String peer, long since) throws InterruptedException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE_NANOS) {
      List<Visit> met = visits.stream().filter(visit -> visit.peer().equals(peer)).toList();
      if (!met.isEmpty()) {
        long first = met.stream().mapToLong(Visit::ended).min().orElseThrow();
        long later = met.stream().filter(visit -> visit.began() > first).count();
        if (later >= 3L * threads.size()) {
          return (first - since) / 1_000_000;
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("nobody met " + peer + ": " + visits);
  }

  /** Why visits failed. */
  public List<Exception> failures() {
    return visits.stream().map(Visit::failure).filter(Objects::nonNull).toList();
  }

  /** How many visits there were. */
  public int count() {
    return visits.size();
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
