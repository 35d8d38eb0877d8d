package io.github.kmsjca.programs.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.Load;
import io.github.kmsjca.programs.Program;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.programs.Renewal;
import io.github.kmsjca.programs.Servers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tomcat as a server of its own takes a keystore of the type AWSKMS by configuration alone. Code of
 * an application is too late for a connector: the provider is the first, too, by a security file.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the guide has the configuration for sh")
class TomcatServerTest {
  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  private static Path file(String name) {
    return HOST.folder().resolve(name);
  }

  private static void clearCalls() {
    HOST.identities().kms().local().calls().clear();
  }

  private static void assertCosts(Program program, long handshakes) {
    program.assertCosts(Calls.madeTo(HOST.identities().kms()), handshakes);
  }

  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void tomcat11ServesAndRenews(Installation way) throws Exception {
    try (TomcatServer server = TomcatServer.start(HOST, "11", way.place(), file("ec.kms"))) {
      servesAndRenews(server, Servers.TOMCAT_11);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void tomcat10ServesAndRenews(Installation way) throws Exception {
    try (TomcatServer server = TomcatServer.start(HOST, "10.1", way.place(), file("rsa.kms"))) {
      servesAndRenews(server, Servers.TOMCAT_10);
    }
  }

  /** With the key that it had, and with another; then that key is disabled. */
  private static void servesAndRenews(TomcatServer server, Program program) throws Exception {
    int port = server.httpsPort();
    clearCalls();
    Load load = Load.on(port, file("ca.pem"));
    try (load) {
      for (String key : new String[] {"ec", "ed25519", "rsa"}) {
        Path next = HOST.writeKeyStore("next.kms", key);
        Renewal.TOMCAT.renew(load, server.keyStore(), next, server::reload);
      }
    }
    assertCosts(program, load.visits());
    HOST.whileDisabled(
        "rsa",
        () -> {
          assertThatThrownBy(() -> Load.on(port, file("ca.pem")).close())
              .isInstanceOf(AssertionError.class);
          server.program().awaitText("is disabled");
        });
  }

  @Test
  void doesNotStartWithAKeyThatIsRefused() throws Exception {
    HOST.whileDisabled(
        "ec",
        () -> {
          try (TomcatServer server =
              TomcatServer.start(HOST, "11", Installation.usual().place(), file("ec.kms"))) {
            assertThat(server.program().exitCode()).isNotZero();
            assertThat(server.program().output()).contains("is disabled", "KeyStore entry 'web'");
          }
        });
  }
}
