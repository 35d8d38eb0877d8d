package io.github.kmsjca.programs.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.programs.Servers;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code SslContextBuilder} of a private key or of key managers, on both sides of mutual TLS, with
 * the JDK's engine and with BoringSSL.
 */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "needs netty-tcnative")
class NettyTest {
  private static final String WAYS = "io.github.kmsjca.programs.Installation#tried";

  /** Both sides of a handshake sign. */
  private static final int SIDES = 2;

  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  /** It wants key managers; of a key Netty makes them with a store of the default type. */
  @ParameterizedTest
  @MethodSource(WAYS)
  void jdkEngineTakesKeyManagers(Installation way) throws Exception {
    ProgramHost.Run run =
        run(
            way,
            "JDK MANAGERS ec.kms JDK MANAGERS rsa.kms JDK MANAGERS refused.kms JDK KEY ec.kms");
    assertThat(run.output())
        .contains("CHECK ok JDK MANAGERS ec.kms", "CHECK ok JDK MANAGERS rsa.kms");
    assertThat(failure(run, "JDK MANAGERS refused.kms")).contains("handshake_failure");
    assertThat(run.output()).contains("WARNING: KeyStore entry 'web'", "is disabled");
    assertThat(failure(run, "JDK KEY ec.kms")).contains("Key protection algorithm not found");
    Servers.NETTY.assertCosts(run.calls(), 2 * SIDES);
  }

  @ParameterizedTest
  @MethodSource(WAYS)
  void jdkEngineTakesTheKeyWithTheTypeForCopies(Installation way) throws Exception {
    String type =
        Guide.block("copies.md", "Copies of keys in memory", "properties")
            .properties()
            .getProperty("keystore.type");
    ProgramHost.Run run =
        HOST.runWithSecurityLine(
                way,
                "keystore.type=" + type,
                NettyProgram.class,
                "JDK KEY ec.kms JDK KEY rsa.kms".split(" "))
            .succeeded();
    assertThat(run.output()).contains("CHECK ok JDK KEY ec.kms", "CHECK ok JDK KEY rsa.kms");
    Servers.NETTY.assertCosts(run.calls(), 2 * SIDES);
  }

  /** Netty signs for BoringSSL by the JCA; from key managers it wants the bytes. */
  @ParameterizedTest
  @MethodSource(WAYS)
  void boringSslTakesTheKey(Installation way) throws Exception {
    ProgramHost.Run run =
        run(
            way,
            "OPENSSL KEY ec.kms OPENSSL KEY rsa.kms OPENSSL KEY refused.kms OPENSSL MANAGERS"
                + " ec.kms");
    assertThat(run.output())
        .contains("CHECK ok OPENSSL KEY ec.kms", "CHECK ok OPENSSL KEY rsa.kms");
    assertThat(failure(run, "OPENSSL KEY refused.kms"))
        .contains("is disabled", "KeyStore entry 'web'");
    assertThat(failure(run, "OPENSSL MANAGERS ec.kms")).contains("TLSV1_ALERT_INTERNAL_ERROR");
    Servers.NETTY_OPENSSL.assertCosts(run.calls(), 2 * SIDES);
  }

  private static ProgramHost.Run run(Installation way, String cases) throws Exception {
    return HOST.run(way, NettyProgram.class, cases.split(" ")).succeeded();
  }

  private static String failure(ProgramHost.Run run, String name) {
    String start = "CHECK failed " + name;
    return run.output().lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }
}
