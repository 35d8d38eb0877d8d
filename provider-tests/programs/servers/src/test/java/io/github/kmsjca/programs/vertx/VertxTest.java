package io.github.kmsjca.programs.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.Load;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.programs.Servers;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Vert.x copies each key into a store of the JVM's default type, so that it can choose by the name
 * that a client asks for.
 */
class VertxTest {
  private static final int HANDSHAKES = 2;

  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  @BeforeAll
  static void writeFiles() throws Exception {
    KmsIdentities identities = HOST.identities();
    Path dir = HOST.folder();
    identities.kms().create("one", "ECC_NIST_P256", "SIGN_VERIFY");
    identities.kms().create("two", "RSA_2048", "SIGN_VERIFY");
    new KeyStoreText()
        .key("one", identities.certify("one.example.org", "one"))
        .key("two", identities.certify("two.example.org", "two"))
        .write(dir.resolve("server.kms"));
    new KeyStoreText()
        .key("client", identities.createCertified("client", "ECC_NIST_P256"))
        .write(dir.resolve("client.kms"));
  }

  /** Both sides sign once a handshake, under load only the server. */
  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void servesAndRenews(Installation way) throws Exception {
    HOST.writeKeyStore("app.kms", "ec");
    HOST.writeKeyStore("next.kms", "rsa");
    String type =
        Guide.block("copies.md", "Copies of keys in memory", "properties")
            .properties()
            .getProperty("keystore.type");
    ProgramHost.Run run =
        HOST.runWithSecurityLine(way, "keystore.type=" + type, VertxProgram.class).succeeded();
    assertThat(run.output())
        .contains(
            "CHECK ok asked for one.example.org",
            "CHECK ok asked for two.example.org",
            "CHECK ok renewed");
    assertThat(run.output()).contains("WARNING: KeyStore entry 'web'", "is disabled");
    Servers.VERTX.assertCosts(run.calls(), 2 * HANDSHAKES + Load.visitsIn(run.output()));
  }

  @Test
  void withoutTheLineTheCopyWantsBytes() throws Exception {
    HOST.writeKeyStore("app.kms", "ec");
    HOST.writeKeyStore("next.kms", "rsa");
    ProgramHost.Run run = HOST.run(Installation.usual(), VertxProgram.class);
    assertThat(run.output()).contains("Key protection algorithm not found");
    assertThat(run.calls().count("Sign")).isZero();
  }
}
