package io.github.kmsjca.localkms.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ConnectionClosedException;

/** The bare connection of one call, for answers that no HTTP server gives. */
public final class Line {
  private final Socket socket;
  private final CountDownLatch closing;

  Line(Socket socket, CountDownLatch closing) {
    this.socket = socket;
    this.closing = closing;
  }

  void write(byte[] bytes) throws IOException {
    write(bytes, 0, bytes.length);
  }

  void write(byte[] bytes, int from, int length) throws IOException {
    socket.getOutputStream().write(bytes, from, length);
  }

  /** Waits, unless the server closes meanwhile. */
  void pause(Duration duration) throws IOException {
    if (duration.isZero()) {
      return;
    }
    try {
      if (closing.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new ConnectionClosedException("The server closes");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectionClosedException("The server closes", e);
    }
  }

  /** Waits until the client, or the server, closes the connection. */
  void awaitClient() throws IOException {
    socket.setSoTimeout(0);
    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  /** Ends our half of the connection. */
  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Waits a moment until the client has seen that nothing more comes. */
  void linger() {
    Linger.before(socket);
  }

  /** Closes the connection in good order: what has been written arrives. */
  void close() throws IOException {
    socket.close();
  }

  /** Closes the connection as a crashed machine does: what is under way gets lost. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
