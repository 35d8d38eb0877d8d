package io.github.kmsjca.programs.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Documents;
import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.JdkTool;
import io.github.kmsjca.testkit.KeyStoreText;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A time-stamping authority whose key is in KMS, and the JDK's jarsigner, which asks it. */
class TimeStampTest {
  private static final String TSA_KEY = "rsa-3072";
  private static final String JAR_KEY = "ecc-nist-p256";

  @TempDir private static Path folder;
  private static X509Certificate certificate;
  private static TimeStampServer server;
  private static Path keyStore;

  @BeforeAll
  static void start() throws Exception {
    certificate = Authority.timeStamping(TSA_KEY);
    server = new TimeStampServer(LibraryHost.privateKey(TSA_KEY), certificate);
    keyStore =
        new KeyStoreText()
            .key(
                "web",
                "alias/" + JAR_KEY,
                LibraryHost.identities().certify("shop.example.org", JAR_KEY))
            .write(folder.resolve("app.kms"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TimeStampRequest request() throws Exception {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    return generator.generate(
        TSPAlgorithms.SHA256, MessageDigest.getInstance("SHA-256").digest(new byte[1]));
  }

  @Test
  void stamps() throws Exception {
    TimeStampRequest request = request();
    byte[][] answer = new byte[1][];
    Calls calls = LibraryHost.calls(() -> answer[0] = server.stamp(request.getEncoded()));
    TimeStampResponse response = new TimeStampResponse(answer[0]);
    response.validate(request);
    response
        .getTimeStampToken()
        .validate(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
    Documents.BCPKIX.assertCosts(calls, 1);
  }

  @Test
  void theExceptionSaysThatTheKeyIsDisabled() throws Exception {
    byte[] request = request().getEncoded();
    LibraryHost.whileDisabled(
        TSA_KEY,
        () ->
            assertThatThrownBy(() -> server.stamp(request))
                .hasStackTraceContaining("the key is disabled"));
  }

  /** As the guide has it, but for places. */
  private static Command.Result jarsigner(Path jar) throws Exception {
    List<String> words =
        Guide.block("keytool.md", "With a time stamp", "sh")
            .with("-J-cp -Jkms-jca-provider-0.1.0-SNAPSHOT-all.jar", "")
            .with("\\\n", "")
            .with("app.kms", keyStore)
            .with("app.jar", jar)
            .with("http://tsa.example.org", server.address())
            .words();
    return new JdkTool(words.get(0))
        .kms(LibraryHost.identities().kms().endpoint())
        .run(words.subList(1, words.size()));
  }

  private static Path jar(String name) throws Exception {
    Path jar = folder.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), new Manifest())) {
      out.putNextEntry(new JarEntry("hello.txt"));
      out.write(1);
    }
    return jar;
  }

  @Test
  void jarsignerAsksIt() throws Exception {
    Path jar = jar("app.jar");
    Calls calls =
        LibraryHost.calls(
            () -> {
              Command.Result result = jarsigner(jar);
              assertThat(result.exitCode()).as(result.output()).isZero();
            });
    assertThat(signer(jar).getTimestamp().getSignerCertPath().getCertificates())
        .isEqualTo(List.of(certificate));
    int byTheAuthority = 1;
    Documents.JARSIGNER.assertCosts(calls, 1 + byTheAuthority);
  }

  private static CodeSigner signer(Path file) throws Exception {
    try (JarFile jar = new JarFile(file.toFile())) {
      JarEntry entry = jar.getJarEntry("hello.txt");
      try (InputStream in = jar.getInputStream(entry)) {
        in.readAllBytes();
      }
      return entry.getCodeSigners()[0];
    }
  }

  @Test
  void jarsignerShowsThatTheKeyIsDisabled() throws Exception {
    Path jar = jar("unsigned.jar");
    LibraryHost.whileDisabled(
        JAR_KEY,
        () -> {
          Command.Result result = jarsigner(jar);
          assertThat(result.exitCode()).isNotZero();
          assertThat(result.output()).contains("KeyStore entry 'web'", "the key is disabled");
        });
  }
}
