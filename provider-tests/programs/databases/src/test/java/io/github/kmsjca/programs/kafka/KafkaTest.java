package io.github.kmsjca.programs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Databases;
import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.testkit.TestKms;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kafka with mutual TLS everywhere, by the guide's properties. */
class KafkaTest {
  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  private static Broker broker;
  private static String vault;

  @BeforeAll
  static void start() throws Exception {
    TestKms kms = HOST.identities().kms();
    vault = kms.create("vault", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    kms.create("old-vault", "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    HOST.identities().disable("old-vault");
    broker = Broker.start(HOST);
  }

  @AfterAll
  static void stop() throws Exception {
    if (broker != null) {
      broker.close();
    }
  }

  private static Calls callsWith(String arn) {
    return Calls.madeTo(HOST.identities().kms(), arn);
  }

  private static String arn(String alias) {
    return HOST.identities().kms().arn(alias);
  }

  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void clients(Installation way) throws Exception {
    ProgramHost.Run run =
        HOST.run(
                way,
                ClientsProgram.class,
                broker.clientProperties("ec.kms"),
                way.name(),
                "refused.kms")
            .succeeded();
    Matcher connections = Pattern.compile("connections: (\\d+)").matcher(run.output());
    assertThat(connections.find()).as(run.output()).isTrue();
    int count = Integer.parseInt(connections.group(1));
    assertThat(run.output()).contains("4711: one order");
    assertThat(count).isBetween(3, 9);
    Databases.KAFKA.assertCosts(callsWith(arn("ecc-nist-p256")), count);
    // The broker's key signs for each of them too, and for what the broker itself has to do.
    assertThat(callsWith(arn("rsa-2048")).count("Sign")).isBetween((long) count, count + 5L);
    // Of a client without a key the broker knows no more than that, but the log does.
    assertThat(run.output())
        .containsSubsequence(
            "WARNING: KeyStore entry 'web'",
            "the key is disabled",
            "SslAuthenticationException: Failed to process post-handshake messages");
  }

  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void streams(Installation way) throws Exception {
    ProgramHost.Run run =
        HOST.run(
                way,
                StreamsProgram.class,
                broker.clientProperties("ec.kms"),
                way.name(),
                "vault",
                "old-vault")
            .succeeded();
    assertThat(run.output()).contains("equal as they are: 0", "equal when opened: 200");
    Databases.KAFKA_STREAMS.assertCosts(callsWith(vault), 1);
    assertThat(run.output().lines().filter(line -> line.startsWith("Caused by:")))
        .anyMatch(line -> line.contains("the key is disabled"));
  }
}
