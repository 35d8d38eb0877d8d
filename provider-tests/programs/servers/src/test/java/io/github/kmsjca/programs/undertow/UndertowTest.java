package io.github.kmsjca.programs.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.programs.Servers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Undertow takes the default {@code SSLContext}, and that the system properties of the guide. */
class UndertowTest {
  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  private static List<String> options(String keyStore) {
    return Guide.block("tls.md", "By system properties alone", "sh")
        .with("app.kms", keyStore)
        .words("-Djavax.net.ssl.");
  }

  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void serves(Installation way) throws Exception {
    ProgramHost.Run run = HOST.run(way, options("rsa.kms"), UndertowProgram.class).succeeded();
    Servers.UNDERTOW.assertCosts(run.calls(), 3);
  }

  @Test
  void theLogSaysWhyAKeyIsNotUsed() throws Exception {
    ProgramHost.Run run =
        HOST.run(Installation.usual(), options("refused.kms"), UndertowProgram.class);
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.output()).contains("WARNING: KeyStore entry 'web'", "is disabled");
  }
}
