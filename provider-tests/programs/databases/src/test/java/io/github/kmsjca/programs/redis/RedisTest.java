package io.github.kmsjca.programs.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Databases;
import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.ProgramHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients of Redis, whose options take keystores of the type AWSKMS. */
class RedisTest {
  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  private static RedisServer server;

  @BeforeAll
  static void start() throws Exception {
    server = RedisServer.start(HOST.identities().ca());
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private static ProgramHost.Run run(Installation way, Class<?> program) throws Exception {
    return HOST.run(
            way, program, Integer.toString(server.port()), "ec.kms", "rsa.kms", "refused.kms")
        .succeeded();
  }

  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void jedis(Installation way) throws Exception {
    ProgramHost.Run run = run(way, JedisProgram.class);
    assertThat(run.output())
        .containsSubsequence(
            "PONG",
            "PONG",
            "WARNING: KeyStore entry 'web'",
            "the key is disabled",
            "JedisConnectionException");
    Databases.JEDIS.assertCosts(run.calls(), 2);
  }

  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void lettuce(Installation way) throws Exception {
    ProgramHost.Run run = run(way, LettuceProgram.class);
    assertThat(run.output())
        .containsSubsequence(
            "PONG",
            "PONG",
            "WARNING: KeyStore entry 'web'",
            "the key is disabled",
            "RedisConnectionException: Unable to connect",
            "certificate_required");
    Databases.LETTUCE.assertCosts(run.calls(), 2);
  }
}
