package io.github.kmsjca.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * A server on SSLSockets: takes one HTTP request after the other, tells each caller its name, and
 * goes on whatever happens to one of them.
 */
public final class TlsServer implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(30).toMillis();

  private final SSLServerSocket listener;
  private final BlockingQueue<Handshake.End> ends = new LinkedBlockingQueue<>();

  private TlsServer(SSLServerSocket listener) {
    this.listener = listener;
  }

  /** Starts one that demands a certificate of its clients. */
  public static TlsServer start(SSLContext context) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    SSLServerSocket listener =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50, loopback);
    listener.setNeedClientAuth(true);
    TlsServer server = new TlsServer(listener);
    Thread thread = new Thread(server::serve, "tls-server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How the next connection that was not yet asked for went here. */
  public Handshake.End next() throws InterruptedException {
    Handshake.End end = ends.poll(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    if (end == null) {
      throw new AssertionError("no connection came to its end");
    }
    return end;
  }

  private void serve() {
    while (true) {
      SSLSocket socket;
      try {
        socket = (SSLSocket) listener.accept();
      } catch (SocketException closed) {
        return;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      try (socket) {
        ends.add(new Handshake.End(answer(socket), null));
      } catch (IOException e) {
        ends.add(new Handshake.End(null, e));
      }
    }
  }

  private static SSLSession answer(SSLSocket socket) throws IOException {
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.startHandshake();
    SSLSession session = socket.getSession();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    String answer = "HTTP/1.0 200 OK\r\n\r\n" + session.getPeerPrincipal().getName();
    socket.getOutputStream().write(answer.getBytes(US_ASCII));
    return session;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
