package io.github.kmsjca.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.JdkTool;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.Pem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code keytool -importcert} on an entry that has a key and no certificate yet. */
class CertificateReplyTest {
  private static final KmsIdentities IDENTITIES = new KmsIdentities();

  @TempDir static Path dir;

  private Path file;
  private Path reply;

  @AfterAll
  static void close() {
    IDENTITIES.close();
  }

  @BeforeEach
  void reply() throws Exception {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : IDENTITIES.certify("web", "rsa-2048")) {
      text.append(Pem.certificate(certificate.getEncoded()));
    }
    reply = Files.writeString(dir.resolve("reply.pem"), text);
    file = Files.writeString(dir.resolve("app.kms"), "# AWSKMS keystore 1\n\nalias: rsa-2048\n");
  }

  /** keytool itself ends with 0 here, and says nothing. */
  @Test
  void withoutSelfSignedOurLogSaysThatNothingHappened() throws Exception {
    String said = importReply("selfSigned=false");
    assertThat(said)
        .contains("KeyStore entry 'rsa-2048' has no certificate chain")
        .contains("keytool -importcert does nothing to it")
        .contains("selfSigned=true")
        .doesNotContain("was installed");
    assertThat(Files.readString(file)).doesNotContain("BEGIN CERTIFICATE");
  }

  @Test
  void withSelfSignedItIsAttached() throws Exception {
    assertThat(importReply("selfSigned=true"))
        .contains("Certificate reply was installed")
        .doesNotContain("no certificate chain");
    assertThat(Files.readString(file)).contains("BEGIN CERTIFICATE");
  }

  private String importReply(String settings) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-importcert", "-noprompt", "-alias", "rsa-2048"));
    arguments.addAll(List.of("-file", reply.toString(), "-keystore", file.toString()));
    arguments.addAll(List.of("-storetype", "AWSKMS", "-storepass", "ignored"));
    arguments.addAll(List.of("-providerclass", "io.github.kmsjca.KmsProvider"));
    arguments.addAll(List.of("-providerarg", settings));
    Command.Result result = new JdkTool("keytool").kms(IDENTITIES.kms().endpoint()).run(arguments);
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output();
  }
}
