package io.github.kmsjca.benchmarks.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server by JSSE alone, with a thread for each connection, that gives a byte back. */
final class EchoServer implements AutoCloseable {
  private static final int BACKLOG = 256;

  private final SSLServerSocket socket;
  private final ExecutorService threads = Executors.newCachedThreadPool(EchoServer::daemon);

  EchoServer(SSLContext context) throws IOException {
    socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "tls-server");
    thread.setDaemon(true);
    return thread;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        SSLSocket connection = (SSLSocket) socket.accept();
        threads.execute(() -> serve(connection));
      } catch (IOException e) {
        // It was closed, or its client gave up, which that one reports.
      }
    }
  }

  private static void serve(SSLSocket connection) {
    try (connection) {
      // As servers do. Else what follows the signature waits for the client's delayed ACK, 40 ms.
      connection.setTcpNoDelay(true);
      connection.getOutputStream().write(connection.getInputStream().read());
    } catch (IOException e) {
      // The client gets no byte, and reports that.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdown();
  }
}
