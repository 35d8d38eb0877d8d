package io.github.kmsjca.programs.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Databases;
import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.TestCa;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pools of connections, by both of the URLs that the guide has for PostgreSQL's driver. */
class PoolTest {
  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  private static PostgresServer server;

  @BeforeAll
  static void start() throws Exception {
    KmsIdentities identities = HOST.identities();
    server = PostgresServer.start(identities.ca(), "shop");
    new KeyStoreText()
        .key("shop", identities.createCertified("shop", "ECC_NIST_P256"))
        .write(HOST.folder().resolve("client.kms"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.stop();
    }
  }

  private static Guide guide(int index) {
    return Guide.block("databases.md", "PostgreSQL with pgjdbc", "text", index);
  }

  private static Guide url(int index) {
    return guide(index)
        .with("db.example.org/shop", "localhost:" + server.port() + "/" + PostgresServer.DATABASE);
  }

  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void costsOneSignForEachConnection(Installation way) throws Exception {
    List<String> options = guide(1).with("=...", "=" + TestCa.PASSWORD).words();
    String ofTheJvm = url(2).line();
    String ofTheUrl = url(0).with("/etc/shop/client.kms", "client.kms").line();
    ProgramHost.Run run = HOST.run(way, options, PoolProgram.class, ofTheJvm, ofTheUrl).succeeded();
    assertThat(run.output()).containsSubsequence("10 connections", "10 connections");
    Databases.PGJDBC.assertCosts(run.calls(), 20);
    Databases.HIKARI_CP.assertCosts(run.calls(), 20);
  }
}
