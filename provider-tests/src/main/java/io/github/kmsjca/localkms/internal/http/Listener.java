package io.github.kmsjca.localkms.internal.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections, up to a number, and serves each on a thread of its own, TLS handshake
 * included: a client that is slow or silent keeps nobody else waiting.
 */
final class Listener implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("io.github.kmsjca.localkms");
  private static final int BACKLOG = 1024;
  private static final int SPARE_THREAD_SECONDS = 5;
  private static final int PAUSE_MILLIS = 100;

  private final HttpOptions options;
  private final Http1Config http;
  private final HttpService service;
  private final Refusals refusals;
  private final ThreadPoolExecutor threads;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ServerSocket server;

  /** One that does not yet listen. */
  Listener(HttpOptions options, Http1Config http, HttpService service) {
    this.options = options;
    this.http = http;
    this.service = service;
    this.refusals = new Refusals(options.tls() != null);
    this.threads =
        new ThreadPoolExecutor(
            0,
            options.connections(),
            SPARE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> daemon(task, "local-kms-connection"));
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Listens from now on; the thread that accepts keeps the JVM running. */
  void start() throws IOException {
    ServerSocket socket = new ServerSocket(options.port(), BACKLOG, options.address());
    server = socket;
    new Thread(() -> accept(socket), "local-kms-listener").start();
  }

  /** The port it listens on. */
  int port() {
    ServerSocket socket = server;
    return socket == null ? -1 : socket.getLocalPort();
  }

  /** Stops listening and ends all connections. */
  @Override
  public void close() {
    ServerSocket socket = server;
    if (socket != null) {
      closeQuietly(socket);
    }
    open.forEach(Listener::closeQuietly);
    refusals.close();
    threads.shutdown();
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        serve(socket.accept());
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.log(Level.WARNING, "The local KMS could not accept a connection", e);
          pause(); // It may have too many files open.
        }
      }
    }
  }

  private void serve(Socket connection) {
    try {
      threads.execute(() -> converse(connection));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // Of the error the reason is that the system gives no more threads.
      refusals.refuse(connection);
    }
  }

  private void converse(Socket socket) {
    open.add(socket);
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Math.toIntExact(options.read().toMillis()));
      SSLContext tls = options.tls();
      ServerConnection connection =
          tls == null
              ? ServerConnection.of(socket, http, options.idle())
              : ServerConnection.of(handshake(tls, socket), socket, http, options.idle());
      while (connection.isOpen() && !isClosed()) {
        service.handleRequest(connection, HttpCoreContext.create());
      }
    } catch (IOException | HttpException e) {
      // The client is gone, or says nothing more, or never spoke HTTP.
      LOG.log(Level.TRACE, "A connection has ended", e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "The local KMS failed to read or to answer a request", e);
    } finally {
      open.remove(socket);
    }
  }

  private boolean isClosed() {
    ServerSocket socket = server;
    return socket == null || socket.isClosed();
  }

  private static SSLSocket handshake(SSLContext tls, Socket socket) throws IOException {
    SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, -1, true);
    secured.setUseClientMode(false);
    secured.startHandshake();
    return secured;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      LOG.log(Level.DEBUG, "A socket would not close", e);
    }
  }
}
