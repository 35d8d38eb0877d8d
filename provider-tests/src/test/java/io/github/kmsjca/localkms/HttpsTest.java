package io.github.kmsjca.localkms;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.TestCa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** The local KMS over TLS. */
@Timeout(60)
final class HttpsTest {
  @TempDir Path folder;

  @Test
  void theSdkTrustsTheNewCertificate() throws Exception {
    try (LocalKms kms = start(Tls.selfSigned())) {
      assertThat(kms.endpoint().toString()).matches("https://127\\.0\\.0\\.1:\\d+");
      X509Certificate certificate = kms.certificate().orElseThrow();
      certificate.checkValidity();
      assertThat(certificate.getSubjectAlternativeNames().toString())
          .contains("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
      try (KmsClient client = client(kms, certificate)) {
        assertThat(client.listKeys().keys()).isEmpty();
        kms.faults().next("ListKeys", Fault.parse("drip:1ms"), Fault.cut(), Fault.reset());
        assertThat(client.listKeys().keys()).isEmpty();
        assertThatThrownBy(client::listKeys).isInstanceOf(SdkClientException.class);
        assertThatThrownBy(client::listKeys).isInstanceOf(SdkClientException.class);
        kms.faults().next("ListKeys", Fault.halfClose());
        assertThatThrownBy(client::listKeys).isInstanceOf(SdkClientException.class);
        assertThat(client.listKeys().keys()).isEmpty();
      }
      try (LocalKms other = start(Tls.selfSigned());
          KmsClient stranger = client(kms, other.certificate().orElseThrow())) {
        assertThatThrownBy(stranger::listKeys).hasRootCauseInstanceOf(Exception.class);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void clientsOfEitherVersionAreServed(String version) throws Exception {
    try (LocalKms kms = start(Tls.selfSigned());
        RawConnection connection = new RawConnection(connect(kms, version))) {
      RawRequests requests = new RawRequests(kms.endpoint(), Clock.systemUTC());
      byte[] request = requests.of("ListKeys", "{}", "us-east-1");
      assertThat(connection.exchange(request)).startsWith("HTTP/1.1 200 ");
      assertThat(connection.exchange(request)).startsWith("HTTP/1.1 200 ");
      assertThat(((SSLSocket) connection.socket()).getSession().getProtocol()).isEqualTo(version);
    }
  }

  @Test
  void olderVersionsAreNot() throws Exception {
    try (LocalKms kms = start(Tls.selfSigned())) {
      assertThatThrownBy(() -> connect(kms, "TLSv1.1")).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void curlTrustsTheNewCertificate() throws Exception {
    try (LocalKms kms = start(Tls.selfSigned())) {
      Path file = folder.resolve("kms.pem");
      Files.writeString(file, kms.certificatePem());
      for (String host : List.of("127.0.0.1", "localhost")) {
        String uri = "https://" + host + ":" + kms.endpoint().getPort() + "/health";
        Command.Result answer =
            Command.run(List.of("curl", "-sS", "--cacert", file.toString(), uri));
        assertThat(answer.exitCode()).as(answer.output()).isZero();
        assertThat(answer.output()).contains("\"status\":\"running\"");
      }
    }
  }

  @Test
  void whoNeverShakesHandsKeepsNobodyWaiting() throws Exception {
    try (LocalKms kms = start(Tls.selfSigned());
        Socket silent = new Socket(InetAddress.getLoopbackAddress(), kms.endpoint().getPort());
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), kms.endpoint().getPort());
        KmsClient client = client(kms, kms.certificate().orElseThrow())) {
      plain.getOutputStream().write("GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
      assertThat(client.listKeys().keys()).isEmpty();
      assertThat(silent.isConnected()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void aCertificateOfOnesOwnIsShown(String algorithm) throws Exception {
    Owner owner = Owner.of(algorithm);
    Path certificates = file("server.pem", "CERTIFICATE", owner.certificate().getEncoded());
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(owner.key().getEncoded());
    byte[] old = info.parsePrivateKey().toASN1Primitive().getEncoded();
    if (algorithm.equals("RSA")) {
      assertShown(owner, Tls.pem(certificates, file("old.pem", "RSA PRIVATE KEY", old)));
    } else {
      // As OpenSSL writes it: the curve is in the key.
      byte[] named =
          new org.bouncycastle.asn1.sec.ECPrivateKey(
                  256,
                  org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(old).getKey(),
                  info.getPrivateKeyAlgorithm().getParameters())
              .getEncoded();
      assertShown(owner, Tls.pem(certificates, file("old.pem", "EC PRIVATE KEY", named)));
    }
    Path key = file("key.pem", "PRIVATE KEY", owner.key().getEncoded());
    assertShown(owner, Tls.pem(certificates, key));
    Path store = folder.resolve("server.p12");
    owner.write(store, "changeit");
    assertShown(owner, Tls.pkcs12(store, "changeit".toCharArray()));
    assertThatThrownBy(() -> Tls.pkcs12(store, "guessed".toCharArray()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("password")
        .hasMessageNotContaining("guessed");
    Path other = file("other.pem", "CERTIFICATE", Owner.of(algorithm).certificate().getEncoded());
    assertThatThrownBy(() -> Tls.pem(other, key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not that of the certificate");
  }

  @Test
  void unfitFilesAreRefusedByName() throws Exception {
    Owner owner = Owner.of("EC");
    Path certificate = file("server.pem", "CERTIFICATE", owner.certificate().getEncoded());
    Path key = file("key.pem", "PRIVATE KEY", owner.key().getEncoded());
    Path missing = folder.resolve("missing");
    Path empty = Files.createFile(folder.resolve("empty"));
    Path encrypted = file("secret.pem", "ENCRYPTED PRIVATE KEY", new byte[99]);
    Path broken = file("broken.pem", "PRIVATE KEY", new byte[99]);
    for (Path unfit : List.of(missing, empty, encrypted, broken, certificate)) {
      assertThatThrownBy(() -> Tls.pem(certificate, unfit))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(unfit.toString());
    }
    for (Path unfit : List.of(missing, empty, broken)) {
      assertThatThrownBy(() -> Tls.pem(unfit, key))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(unfit.toString());
      assertThatThrownBy(() -> Tls.pkcs12(unfit, new char[0]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(unfit.toString());
    }
  }

  /** A key with a certificate that another local KMS made, or the test's authority. */
  private record Owner(PrivateKey key, X509Certificate certificate) {
    static Owner of(String algorithm) throws Exception {
      KeyStore store = new TestCa().softwareIdentity("localhost");
      String alias = store.aliases().nextElement();
      PrivateKey key = (PrivateKey) store.getKey(alias, TestCa.PASSWORD.toCharArray());
      if (key.getAlgorithm().equals(algorithm)) {
        return new Owner(key, (X509Certificate) store.getCertificate(alias));
      }
      var pair = KeyMaterial.random().generate("RSA_2048");
      return new Owner(pair.getPrivate(), new TestCa().issue("localhost", pair.getPublic()).get(0));
    }

    void write(Path file, String password) throws Exception {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key, password.toCharArray(), new Certificate[] {certificate});
      try (var out = Files.newOutputStream(file)) {
        store.store(out, password.toCharArray());
      }
    }
  }

  private void assertShown(Owner owner, Tls tls) throws Exception {
    try (LocalKms kms = start(tls);
        RawConnection connection = new RawConnection(connect(kms, "TLSv1.2"))) {
      assertThat(((SSLSocket) connection.socket()).getSession().getPeerCertificates()[0])
          .isEqualTo(owner.certificate());
    }
  }

  private Path file(String name, String label, byte[] content) throws IOException {
    String text =
        "-----BEGIN "
            + label
            + "-----\n"
            + Base64.getMimeEncoder().encodeToString(content)
            + "\n-----END "
            + label
            + "-----\n";
    return Files.writeString(folder.resolve(name), text);
  }

  private static LocalKms start(Tls tls) {
    return LocalKms.builder().tls(tls).start();
  }

  /** Whatever certificate it shows. */
  private static SSLSocket connect(LocalKms kms, String version) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    X509Certificate shown = kms.certificate().orElseThrow();
    context.init(null, trust(shown), null);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", kms.endpoint().getPort());
    socket.setEnabledProtocols(new String[] {version});
    socket.startHandshake();
    return socket;
  }

  private static KmsClient client(LocalKms kms, X509Certificate trusted) {
    return KmsClient.builder()
        .region(Region.EU_WEST_1)
        .endpointOverride(kms.endpoint())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(LocalKms.ACCESS_KEY_ID, LocalKms.SECRET_ACCESS_KEY)))
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .httpClientBuilder(
            Apache5HttpClient.builder().tlsTrustManagersProvider(() -> trust(trusted)))
        .build();
  }

  private static TrustManager[] trust(X509Certificate certificate) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("kms", certificate);
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      return factory.getTrustManagers();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
