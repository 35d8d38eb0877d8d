package io.github.kmsjca.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.tools.ToolKey.Source;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.util.io.pem.PemReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the tools have made of every kind of key, from a keystore file and from the account, in the
 * eyes of others: this JVM does not have the provider.
 */
class ToolsTest {
  @TempDir static Path dir;

  private static ToolSetting setting;
  private static ForkedJvm.Result tools;

  @BeforeAll
  static void start() throws Exception {
    setting = new ToolSetting(dir);
    tools =
        new ForkedJvm(ToolsProbe.class)
            .kms(setting.kms())
            .property("awskms.selfSigned", true)
            .property("user.language", "en")
            .option("--add-exports=java.base/sun.security.tools.keytool=ALL-UNNAMED")
            .option("--add-exports=jdk.jartool/sun.security.tools.jarsigner=ALL-UNNAMED")
            .run(dir.toString());
  }

  @AfterAll
  static void stop() {
    setting.close();
  }

  static Stream<Arguments> rows() {
    return Stream.of(Source.values())
        .flatMap(source -> Stream.of(ToolKey.values()).map(key -> Arguments.of(key, source)));
  }

  @TestFactory
  Stream<DynamicTest> theToolsAreContent() {
    return Report.tests(tools);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void opensslVerifiesTheRequest(ToolKey key, Source source) throws Exception {
    Path request = setting.files().request(key, source);
    Command.Result openssl =
        Command.run(
            List.of("openssl", "req", "-verify", "-noout", "-text", "-in", request.toString()));
    assertEquals(0, openssl.exitCode(), openssl::output);
    assertThat(openssl.output())
        .containsPattern("(?m)verify OK$")
        .containsPattern("Subject: CN ?= ?" + key.alias(source))
        .containsPattern("Signature Algorithm: " + key.inOpenssl());
    try (PemReader pem = new PemReader(Files.newBufferedReader(request))) {
      PublicKey requested =
          new JcaPKCS10CertificationRequest(pem.readPemObject().getContent()).getPublicKey();
      assertEquals(setting.identities().publicKey(key.alias(source)), requested);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theCertificateIsTheKeys(ToolKey key, Source source) throws Exception {
    X509Certificate certificate = exported(key, source);
    PublicKey publicKey = setting.identities().publicKey(key.alias(source));
    assertEquals(publicKey, certificate.getPublicKey());
    if (source == Source.FILE) {
      assertEquals(setting.issued(key), certificate);
    } else {
      certificate.verify(publicKey);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theJarIsSigned(ToolKey key, Source source) throws Exception {
    try (JarFile jar = new JarFile(setting.files().signedJar(key, source).toFile(), true)) {
      JarEntry entry = jar.getJarEntry("content.txt");
      try (InputStream in = jar.getInputStream(entry)) {
        in.readAllBytes(); // throws if the signature is wrong, and only then has a signer
      }
      CodeSigner[] signers = entry.getCodeSigners();
      assertNotNull(signers, "nobody has signed");
      assertEquals(1, signers.length);
      X509Certificate signer =
          (X509Certificate) signers[0].getSignerCertPath().getCertificates().get(0);
      assertEquals(setting.identities().publicKey(key.alias(source)), signer.getPublicKey());
    }
  }

  private static X509Certificate exported(ToolKey key, Source source) throws Exception {
    try (InputStream in = Files.newInputStream(setting.files().certificate(key, source))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
