package io.github.kmsjca.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * One full handshake with authentication of both sides, and a byte there and back: in TLS 1.3 a
 * client learns only from what it reads whether the server has accepted it.
 */
public final class Handshake {
  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(30).toMillis();

  /** How one side fared: one of the two is there. */
  public record End(SSLSession session, Exception failure) {
    /** The session; fails with what happened if there is none. */
    public SSLSession established() {
      if (session == null) {
        throw new AssertionError("no TLS session", failure);
      }
      return session;
    }

    /** What happened; fails if nothing did. */
    public Exception failed() {
      return Objects.requireNonNull(failure, "the handshake was to fail");
    }
  }

  /** Both sides. */
  public record Outcome(End server, End client) {
    public void assertEstablished() {
      if (server.failure() != null) {
        throw new AssertionError("server failed; client: " + client, server.failure());
      }
      client.established();
    }
  }

  private Handshake() {}

  /** Handshakes between new contexts of two peers. */
  public static Outcome run(TlsPeer server, TlsPeer client, String protocol)
      throws GeneralSecurityException, IOException, InterruptedException {
    return run(server.newContext(), client.newContext(), TlsTerms.of(protocol));
  }

  /** Handshakes between two contexts, over SSLSockets; the client insists on the terms. */
  public static Outcome run(SSLContext server, SSLContext client, TlsTerms terms)
      throws IOException, InterruptedException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (SSLServerSocket listener =
        (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
      listener.setSoTimeout(TIMEOUT_MILLIS);
      listener.setNeedClientAuth(true);
      FutureTask<End> serving = new FutureTask<>(() -> end(() -> serve(listener)));
      Thread thread = new Thread(serving, "tls-server");
      thread.setDaemon(true);
      thread.start();
      End clientEnd = end(() -> connect(client, listener.getLocalPort(), terms));
      thread.join();
      return new Outcome(end(serving), clientEnd);
    }
  }

  private static End end(FutureTask<End> serving) throws InterruptedException {
    try {
      return serving.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static End end(Callable<SSLSession> side) {
    try {
      return new End(side.call(), null);
    } catch (Exception e) {
      return new End(null, e);
    }
  }

  private static SSLSession serve(SSLServerSocket listener) throws IOException {
    try (SSLSocket socket = (SSLSocket) listener.accept()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.startHandshake();
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      out.write(in.read());
      out.flush();
      in.read();
      return socket.getSession();
    }
  }

  private static SSLSession connect(SSLContext context, int port, TlsTerms terms)
      throws IOException {
    try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.setSSLParameters(terms.apply(socket.getSSLParameters()));
      socket.startHandshake();
      socket.getOutputStream().write(1);
      socket.getOutputStream().flush();
      if (socket.getInputStream().read() != 1) {
        throw new IOException("the server closed the connection without an answer");
      }
      return socket.getSession();
    }
  }
}
