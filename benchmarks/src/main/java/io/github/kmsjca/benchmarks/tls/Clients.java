package io.github.kmsjca.benchmarks.tls;

import io.github.kmsjca.benchmarks.latency.Latencies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Clients that connect, send a byte, await one, and do so again at once.
 *
 * @param count how many at the same time
 * @param resuming whether each resumes its last session
 */
record Clients(SSLContext context, int count, boolean resuming) {
  /** Sessions are kept by the server's name. */
  private static final AtomicLong NEW_NAMES = new AtomicLong();

  /** For that long; from the connection's begin to the byte that comes back. */
  Latencies run(int port, Duration length) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      long end = System.nanoTime() + length.toNanos();
      List<Callable<Latencies>> tasks = new ArrayList<>();
      IntStream.range(0, count).forEach(i -> tasks.add(() -> connect(i, port, end)));
      List<Latencies> parts = new ArrayList<>();
      for (Future<Latencies> part : threads.invokeAll(tasks)) {
        parts.add(part.get());
      }
      return Latencies.all(parts);
    } finally {
      threads.shutdown();
    }
  }

  private Latencies connect(int client, int port, long end) throws IOException {
    LongStream.Builder nanos = LongStream.builder();
    long begin = System.nanoTime();
    for (int i = 0; i == 0 || begin < end; i++) {
      connectOnce(resuming ? "known-" + client : "new-" + NEW_NAMES.incrementAndGet(), port);
      long now = System.nanoTime();
      nanos.add(now - begin);
      begin = now;
    }
    return Latencies.of(nanos.build().toArray());
  }

  private void connectOnce(String server, int port) throws IOException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, server, port, true)) {
      socket.setTcpNoDelay(true);
      socket.getOutputStream().write(1);
      if (socket.getInputStream().read() != 1) {
        throw new IOException("the server broke off");
      }
    }
  }
}
