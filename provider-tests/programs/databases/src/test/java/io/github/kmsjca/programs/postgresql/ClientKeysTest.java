package io.github.kmsjca.programs.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestCa;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * One JVM, two users of a real server, two keys in KMS: by the URL alone. Nothing in {@code
 * java.security} says a word of the provider.
 */
class ClientKeysTest {
  private static final KmsIdentities IDENTITIES = new KmsIdentities();
  private static PostgresServer server;

  @TempDir static Path dir;

  @BeforeAll
  static void start() throws Exception {
    TestCa ca = IDENTITIES.ca();
    server = PostgresServer.start(ca, "shop", "report", "unknown");
    List<X509Certificate> report = IDENTITIES.createCertified("report", "RSA_2048");
    new KeyStoreText()
        .key("shop", IDENTITIES.createCertified("shop", "ECC_NIST_P256"))
        .write(dir.resolve("shop.kms"));
    new KeyStoreText()
        .key("report", report)
        .trusted("ca", ca.certificate())
        .write(dir.resolve("report.kms"));
    new KeyStoreText()
        .key("report", report)
        .trusted("ca", new TestCa().certificate())
        .write(dir.resolve("strangers.kms"));
    IDENTITIES.kms().create("refused", "ECC_NIST_P256", "SIGN_VERIFY");
    new KeyStoreText()
        .key("refused", IDENTITIES.certify("shop", "refused"))
        .write(dir.resolve("refused.kms"));
    IDENTITIES.disable("refused");
    ca.writeTrustStore(dir.resolve("trust.p12"));
  }

  @AfterAll
  static void close() throws Exception {
    IDENTITIES.close();
    if (server != null) {
      server.stop();
    }
  }

  @TestFactory
  Stream<DynamicContainer> inJvmsOfTheirOwn() {
    return Stream.of("TLSv1.3", "TLSv1.2")
        .map(protocol -> DynamicContainer.dynamicContainer(protocol, inJvmOfItsOwn(protocol)));
  }

  private static Stream<DynamicTest> inJvmOfItsOwn(String protocol) {
    try {
      ForkedJvm.Result result =
          new ForkedJvm(ClientKeysProbe.class)
              .kms(IDENTITIES.kms())
              .property("awskms.certificates", "shop.kms")
              .property("javax.net.ssl.trustStore", dir.resolve("trust.p12"))
              .property("javax.net.ssl.trustStorePassword", TestCa.PASSWORD)
              .property("jdk.tls.client.protocols", protocol)
              .in(dir)
              .run(
                  Integer.toString(server.port()),
                  IDENTITIES.kms().endpoint().toString(),
                  protocol);
      return Stream.concat(
          Report.tests(result),
          Stream.of(
              DynamicTest.dynamicTest(
                  "the log says why a key was refused",
                  () ->
                      assertThat(result.output())
                          .containsSubsequence(
                              "WARNING: KeyStore entry 'refused'", "the key is disabled"))));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
