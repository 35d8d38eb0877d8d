package io.github.kmsjca.logging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands between a program and a local KMS, and keeps what passes. */
final class Wiretap implements AutoCloseable {
  private static final Pattern SECRETS =
      Pattern.compile(
          "\"(?:Plaintext|Message|PrivateKeyPlaintext|SharedSecret|Mac)\":\"([^\"]+)\"");

  private final URI target;
  private final ServerSocket server;
  private final List<Thread> threads = new ArrayList<>();
  private final List<ByteArrayOutputStream> streams = new ArrayList<>();

  Wiretap(URI target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private synchronized void start(Runnable task) {
    Thread thread = new Thread(task, "wiretap");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket kms = new Socket(target.getHost(), target.getPort());
        start(() -> copy(client, kms));
        start(() -> copy(kms, client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void copy(Socket from, Socket to) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    synchronized (this) {
      streams.add(kept);
    }
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        kept.write(buffer, 0, n);
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // One end has gone.
    }
  }

  /** All secret values that passed, as Base64, once those who sent them have ended. */
  List<String> secrets() throws Exception {
    server.close();
    for (Thread thread : threads()) {
      thread.join();
    }
    List<String> found = new ArrayList<>();
    for (ByteArrayOutputStream stream : streams) {
      Matcher matcher = SECRETS.matcher(stream.toString(ISO_8859_1));
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }

  private synchronized List<Thread> threads() {
    return List.copyOf(threads);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
