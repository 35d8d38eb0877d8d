package io.github.kmsjca.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TlsTerms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * {@code openssl s_server}: it answers a request with a page of what it knows of the connection,
 * and serves only clients whose certificate it has verified.
 */
final class OpensslServer implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final Pattern READY = Pattern.compile("ACCEPT .*:(\\d+)");

  private final Process process;
  private final int port;

  private OpensslServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static OpensslServer start(TestCa ca, Path dir)
      throws GeneralSecurityException, IOException, InterruptedException {
    Path identity = ca.writeSoftwareIdentity("openssl", dir.resolve("server.pem"));
    Path authority = ca.writeCertificate(dir.resolve("clients.pem"));
    Process process =
        new ProcessBuilder(
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:0",
                "-cert",
                identity.toString(),
                "-key",
                identity.toString(),
                "-CAfile",
                authority.toString(),
                "-Verify",
                "3",
                "-verify_return_error",
                "-www")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.matches()) {
        drain(out);
        return new OpensslServer(process, Integer.parseInt(ready.group(1)));
      }
    }
    throw new IOException("openssl s_server ended with " + process.waitFor());
  }

  /** Else it would stand still once the pipe is full. */
  private static void drain(BufferedReader out) {
    Thread thread = new Thread(() -> out.lines().forEach(line -> {}), "openssl-output");
    thread.setDaemon(true);
    thread.start();
  }

  /** Its page, as seen by a client who insists on the terms. */
  String page(SSLContext context, TlsTerms terms) throws IOException {
    // Not by an HttpClient: the page ends with the connection, and that one does not take openssl's
    // close in TLS 1.3 for it.
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.setSSLParameters(terms.apply(socket.getSSLParameters()));
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
