package io.github.kmsjca.programs.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Clients;
import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.testkit.TestCa;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** With the option that makes it use the JDK's TLS, which is read once in a JVM. */
class GrpcShadedTest {
  private static final int SIDES = 2;

  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  private static ProgramHost.Run run(Installation way, String keyStore) throws Exception {
    List<String> options = Guide.block("tls-libraries.md", "gRPC", "sh").words("-Dio.grpc.");
    return HOST.run(way, options, ShadedProgram.class, keyStore, "trust.p12", TestCa.PASSWORD);
  }

  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void withoutOpenSsl(Installation way) throws Exception {
    ProgramHost.Run run = run(way, "ec.kms").succeeded();
    assertThat(run.output()).contains("the server saw CN=localhost");
    Clients.GRPC_NETTY_SHADED.assertCosts(run.calls(), SIDES);
  }

  @Test
  void theLogSaysWhyAKeyIsNotUsed() throws Exception {
    ProgramHost.Run run = run(Installation.usual(), "refused.kms");
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.output()).contains("WARNING: KeyStore entry 'web'", "is disabled");
  }
}
