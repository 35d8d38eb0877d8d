package io.github.kmsjca.programs.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.Load;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.programs.Servers;
import io.github.kmsjca.testkit.KeyStoreText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jetty takes a keystore of the type AWSKMS by configuration alone. */
class JettyTest {
  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  /**
   * One visit for each key and version of TLS; then two, of whom one has a certificate, and signs
   * as well; then many, while the file is replaced.
   */
  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void servesAndRenews(Installation way) throws Exception {
    new KeyStoreText()
        .key("web", "alias/ecc-nist-p256", HOST.identities().certify("localhost", "ecc-nist-p256"))
        .trusted("ca", HOST.identities().ca().certificate())
        .write(HOST.folder().resolve("both.kms"));
    HOST.writeKeyStore("app.kms", "ec");
    HOST.writeKeyStore("next.kms", "ec");
    HOST.writeKeyStore("other.kms", "rsa");
    String visits =
        "ec.kms TLSv1.3 ec.kms TLSv1.2 rsa.kms TLSv1.3 rsa.kms TLSv1.2 ed25519.kms TLSv1.3";
    ProgramHost.Run run =
        HOST.run(
                way,
                List.of("-Dawskms.trust=true"),
                JettyProgram.class,
                (visits + " both.kms mutual app.kms renewed").split(" "))
            .succeeded();
    assertThat(run.output()).contains("ed25519.kms: CN=localhost");
    Servers.JETTY.assertCosts(run.calls(), 5 + 3 + Load.visitsIn(run.output()));
  }

  @Test
  void theLogSaysWhyAKeyIsNotUsed() throws Exception {
    ProgramHost.Run run =
        HOST.run(Installation.usual(), JettyProgram.class, "refused.kms", "TLSv1.3");
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.output()).contains("is disabled", "KeyStore entry 'web'");
  }
}
