package io.github.kmsjca.localkms.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * The end of a connection whose client may still be sending: were it closed at once, the client's
 * system would throw our last answer away.
 */
final class Linger {
  private static final int PAUSE_MILLIS = 500;
  private static final long LONGEST_NANOS = 2_000_000_000L;
  private static final int BUFFER_BYTES = 4096;

  private Linger() {}

  /** Says that nothing more comes, and waits a moment for the client to see it. */
  static void before(Socket socket) {
    long end = System.nanoTime() + LONGEST_NANOS;
    try {
      socket.shutdownOutput();
      socket.setSoTimeout(PAUSE_MILLIS);
      InputStream rest = socket.getInputStream();
      byte[] ignored = new byte[BUFFER_BYTES];
      while (rest.read(ignored) >= 0 && System.nanoTime() < end) {
        // what it sent in vain
      }
    } catch (IOException over) {
      // It pauses too long, or has gone.
    }
  }
}
