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
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Somebody who calls a server on this machine, over TLS and HTTP, each time with a full handshake.
 * Uses nothing of the provider. Thread-safe.
 */
public final class Visitor {
  private final TrustManager[] trust;

  /**
   * Believes only what an authority says.
   *
   * @param authority its certificate, a file
   */
  public Visitor(Path authority) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12", "SunJSSE");
    trusted.load(null, null);
    try (InputStream in = new FileInputStream(authority.toFile())) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509", "SUN").generateCertificate(in));
    }
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX", "SunJSSE");
    managers.init(trusted);
    trust = managers.getTrustManagers();
  }

  /**
   * Gets {@code /}, and believes only what the authority of {@code ca.pem} says.
   *
   * @param protocol {@code TLSv1.3} or {@code TLSv1.2}
   * @throws IOException if the server is not trusted, or does not answer 200
   */
  public static Principal visit(int port, String protocol)
      throws GeneralSecurityException, IOException {
    return visit(Path.of("ca.pem"), port, protocol);
  }

  /** The same with the authority's certificate elsewhere than in the working directory. */
  public static Principal visit(Path authority, int port, String protocol)
      throws GeneralSecurityException, IOException {
    return new Visitor(authority).get(port, protocol).getSubjectX500Principal();
  }

  /** Gets something else, over TLS 1.3, and answers what the server sent, with its headers. */
  public static String get(Path authority, int port, String path)
      throws GeneralSecurityException, IOException {
    return new Visitor(authority).answer(port, "TLSv1.3", path).text();
  }

  /** Gets {@code /}, and tells whose certificate the server showed. */
  X509Certificate get(int port, String protocol) throws GeneralSecurityException, IOException {
    return answer(port, protocol, "/").shown();
  }

  private record Answer(X509Certificate shown, String text) {}

  private Answer answer(int port, String protocol, String path)
      throws GeneralSecurityException, IOException {
    try (SSLSocket socket =
        (SSLSocket)
            context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
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
      return new Answer((X509Certificate) socket.getSession().getPeerCertificates()[0], answer);
    }
  }

  /** A new one, so that there is no session that could be resumed. */
  private SSLContext context() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS", "SunJSSE");
    context.init(null, trust, SecureRandom.getInstance("DRBG", "SUN"));
    return context;
  }
}
