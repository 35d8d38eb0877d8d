package io.github.kmsjca.programs.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Visitor;
import java.io.FileInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An HTTPS server with the default context of its JVM, and three visitors, one by HTTP/2. */
public final class UndertowProgram {
  private UndertowProgram() {}

  public static void main(String[] arguments) throws Exception {
    try (UndertowServer server = new UndertowServer(SSLContext.getDefault())) {
      System.out.println(Visitor.visit(server.port(), "TLSv1.3"));
      System.out.println(Visitor.visit(server.port(), "TLSv1.2"));
      HttpResponse<String> answer =
          HttpClient.newBuilder()
              .sslContext(trusting())
              .build()
              .send(
                  HttpRequest.newBuilder(URI.create("https://localhost:" + server.port())).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.body()).isEqualTo("hello");
    }
  }

  private static SSLContext trusting() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = new FileInputStream("ca.pem")) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
