package io.github.kmsjca.programs.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.CallBudget;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code SslContextBuilder} of a private key or of key managers, on both sides of mutual TLS, with
 * the JDK's engine and with BoringSSL.
 */
class NettyTest {
  private static final String COPIES = "keystore.type=AWSKMS-PKCS12\n";

  @TempDir static Path dir;

  private static KmsIdentities identities;
  private static Path ec;
  private static Path rsa;
  private static Path ca;

  @BeforeAll
  static void start() throws Exception {
    identities = new KmsIdentities();
    ec = keyStore("ec", "ECC_NIST_P256");
    rsa = keyStore("rsa", "RSA_2048");
    ca = identities.ca().writeCertificate(dir.resolve("ca.crt"));
  }

  @AfterAll
  static void stop() {
    identities.close();
  }

  private static Path keyStore(String alias, String spec) throws Exception {
    return new KeyStoreText()
        .key(alias, identities.createCertified(alias, spec))
        .write(dir.resolve(alias + ".kms"));
  }

  private static ForkedJvm.Result run(ProviderPlace place, String line, String engine, String what)
      throws Exception {
    Path security = Files.createTempFile(dir, "kms", ".security");
    Files.writeString(security, place.securityProperties() + line);
    identities.kms().local().calls().clear();
    return new ForkedJvm(NettyProgram.class)
        .property("java.security.properties", security)
        .kms(identities.kms())
        .run(engine, what, ca.toString(), ec.toString(), rsa.toString());
  }

  /** The JDK's engine wants key managers, so Netty makes them of a store of the default type. */
  @TestFactory
  Stream<DynamicTest> jdkEngineTakesTheKey() throws Exception {
    return signs(run(ProviderPlace.LAST, COPIES, "JDK", "KEY"));
  }

  @Test
  void jdkEngineWithoutTheLineWantsTheBytes() throws Exception {
    ForkedJvm.Result result = run(ProviderPlace.LAST, "", "JDK", "KEY");
    assertThat(result.output()).contains("Key protection algorithm not found");
    identities.kms().assertCalls(0, "Sign");
  }

  @TestFactory
  Stream<DynamicTest> jdkEngineTakesKeyManagers() throws Exception {
    return signs(run(ProviderPlace.LAST, "", "JDK", "MANAGERS"));
  }

  /** Netty signs for BoringSSL by the JCA. */
  @TestFactory
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  Stream<DynamicTest> boringSslTakesTheKey() throws Exception {
    return Stream.concat(
        signs(run(ProviderPlace.LAST, "", "OPENSSL", "KEY")),
        signs(run(ProviderPlace.FIRST, "", "OPENSSL", "KEY")));
  }

  /** From key managers Netty wants the bytes: what the documentation warns of. */
  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void boringSslTakesNoKeyManagers() throws Exception {
    ForkedJvm.Result result = run(ProviderPlace.LAST, "", "OPENSSL", "MANAGERS");
    assertThat(result.output()).contains("TLSV1_ALERT_INTERNAL_ERROR");
    identities.kms().assertCalls(0, "Sign");
  }

  private static Stream<DynamicTest> signs(ForkedJvm.Result result) {
    DynamicTest budget =
        CallBudget.usedAt(identities.kms())
            .exactly("a Sign for each side of a handshake, and no more", 2, 4);
    return Stream.concat(Report.tests(result), Stream.of(budget));
  }
}
