package io.github.kmsjca.programs.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.Program;
import io.github.kmsjca.programs.ProgramHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jetty takes a keystore of the type AWSKMS by configuration alone. */
class JettyTest {
  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void serves(Installation way) throws Exception {
    ProgramHost.Run run =
        HOST.run(way, JettyProgram.class, "ec.kms", "TLSv1.3", "TLSv1.3", "TLSv1.2").succeeded();
    assertThat(run.output()).contains("CN=localhost");
    Program.JETTY.assertCosts(run.calls(), 3);
  }

  @Test
  void theLogSaysWhyAKeyIsNotUsed() throws Exception {
    ProgramHost.Run run =
        HOST.runWithDisabledKey(
            "ec", Installation.usual(), JettyProgram.class, "ec.kms", "TLSv1.3");
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.output()).contains("is disabled", "KeyStore entry 'web'");
  }

  /** With the key that it had, and with another. */
  @Test
  void renewsUnderLoad() throws Exception {
    HOST.writeKeyStore("app.kms", "ec");
    HOST.writeKeyStore("next.kms", "ec");
    HOST.writeKeyStore("other.kms", "rsa");
    HOST.run(
            Installation.usual(), JettyProgram.class, "app.kms", "renewed", "next.kms", "other.kms")
        .succeeded();
  }
}
