package io.github.kmsjca.programs;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Somebody who calls a server on this machine, over TLS and HTTP, with a full handshake. */
public final class Visitor {
  private Visitor() {}

  /**
   * Gets {@code /}, and believes only what the authority of {@code ca.pem} says.
   *
   * @param protocol {@code TLSv1.3} or {@code TLSv1.2}
   * @throws IOException if the server is not localhost's, or does not answer 200
   */
  public static Principal visit(int port, String protocol)
      throws GeneralSecurityException, IOException {
    return visit(Path.of("ca.pem"), port, protocol);
  }

  /** The same with the authority's certificate elsewhere than in the working directory. */
  public static Principal visit(Path authority, int port, String protocol)
      throws GeneralSecurityException, IOException {
    return answer(authority, port, protocol, "/").peer();
  }

  /** Gets something else, over TLS 1.3, and answers what the server sent, with its headers. */
  public static String get(Path authority, int port, String path)
      throws GeneralSecurityException, IOException {
    return answer(authority, port, "TLSv1.3", path).text();
  }

  private record Answer(Principal peer, String text) {}

  private static Answer answer(Path authority, int port, String protocol, String path)
      throws GeneralSecurityException, IOException {
    try (SSLSocket socket =
        (SSLSocket)
            context(authority)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port)) {
      SSLParameters terms = socket.getSSLParameters();
      terms.setProtocols(new String[] {protocol});
      socket.setSSLParameters(terms);
      socket.setSoTimeout(60_000);
      socket.startHandshake();
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      if (!answer.startsWith("HTTP/1.1 200")) {
        throw new IOException("the server answered " + answer);
      }
      return new Answer(socket.getSession().getPeerPrincipal(), answer);
    }
  }

  /** Without a session that could be resumed. */
  private static SSLContext context(Path authority) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12", "SunJSSE");
    trusted.load(null, null);
    try (InputStream in = new FileInputStream(authority.toFile())) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509", "SUN").generateCertificate(in));
    }
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX", "SunJSSE");
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS", "SunJSSE");
    context.init(null, managers.getTrustManagers(), SecureRandom.getInstance("DRBG", "SUN"));
    return context;
  }
}
