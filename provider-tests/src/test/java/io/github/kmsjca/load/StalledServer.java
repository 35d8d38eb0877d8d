package io.github.kmsjca.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that goes along with its client up to some point, and no further. */
final class StalledServer implements AutoCloseable {
  private final Point point;
  private final ServerSocket server;
  private final Collection<Socket> connections = new ConcurrentLinkedQueue<>();
  private final CountDownLatch reached = new CountDownLatch(1);

  /** How far it goes. */
  enum Point {
    /** Its queue of connections is full, so it does not even shake hands by TCP. */
    CONNECTION,
    TLS_HANDSHAKE,
    /** It takes no byte of the request, and gives no answer. */
    REQUEST,
    /** It sends the answer's header, and of its body one byte in a while. */
    BODY
  }

  StalledServer(Point point) throws IOException {
    this.point = point;
    this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    if (point == Point.CONNECTION) {
      fillQueue();
    } else {
      ThreadKind.PLATFORM.start(this::serve);
    }
  }

  /** However many the system lets in. */
  private void fillQueue() throws IOException {
    boolean isFull = false;
    while (!isFull) {
      Socket connection = new Socket();
      connections.add(connection);
      try {
        connection.connect(server.getLocalSocketAddress(), 300);
      } catch (SocketTimeoutException e) {
        isFull = true;
      }
    }
    reached.countDown();
  }

  private void serve() {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.add(connection);
        ThreadKind.PLATFORM.start(() -> serve(connection));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket connection) {
    try {
      if (point == Point.BODY) {
        readRequest(connection.getInputStream());
        drip(connection.getOutputStream());
      } else {
        reached.countDown();
      }
    } catch (IOException | InterruptedException e) {
      // The client has gone.
    }
  }

  private static void readRequest(InputStream in) throws IOException {
    byte[] some = new byte[65_536];
    if (in.read(some) < 0) {
      throw new IOException("no request");
    }
  }

  private void drip(OutputStream out) throws IOException, InterruptedException {
    String header = "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\n";
    out.write((header + "Content-Length: 1000\r\n\r\n{").getBytes(StandardCharsets.US_ASCII));
    out.flush();
    reached.countDown();
    while (true) {
      Thread.sleep(1000);
      out.write(' ');
      out.flush();
    }
  }

  URI endpoint() {
    String scheme = point == Point.TLS_HANDSHAKE ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
  }

  /** Waits until it goes no further. */
  void awaitPoint() throws InterruptedException {
    if (!reached.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody came as far as " + point);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }
}
