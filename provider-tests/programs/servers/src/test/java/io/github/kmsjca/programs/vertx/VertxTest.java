package io.github.kmsjca.programs.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.testkit.CallBudget;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Vert.x copies each key into a store of the JVM's default type, so that it can choose by the name
 * that a client asks for.
 */
class VertxTest {
  private static final String COPIES = "keystore.type=AWSKMS-PKCS12\n";
  private static final int HANDSHAKES = 2;

  @TempDir static Path dir;

  private static KmsIdentities identities;
  private static Path server;
  private static Path client;
  private static Path trust;

  @BeforeAll
  static void start() throws Exception {
    identities = new KmsIdentities();
    identities.kms().create("one", "ECC_NIST_P256", "SIGN_VERIFY");
    identities.kms().create("two", "RSA_2048", "SIGN_VERIFY");
    server =
        new KeyStoreText()
            .key("one", identities.certify("one.example.org", "one"))
            .key("two", identities.certify("two.example.org", "two"))
            .write(dir.resolve("server.kms"));
    client =
        new KeyStoreText()
            .key("client", identities.createCertified("client", "ECC_NIST_P256"))
            .write(dir.resolve("client.kms"));
    trust = identities.ca().writeTrustStore(dir.resolve("trust.p12"));
  }

  @AfterAll
  static void stop() {
    identities.close();
  }

  private static ForkedJvm.Result run(ProviderPlace place, String line) throws Exception {
    Path security = Files.createTempFile(dir, "kms", ".security");
    Files.writeString(security, place.securityProperties() + line);
    identities.kms().local().calls().clear();
    return new ForkedJvm(VertxProgram.class)
        .property("java.security.properties", security)
        .kms(identities.kms())
        .run(server.toString(), client.toString(), trust.toString());
  }

  @TestFactory
  Stream<DynamicTest> providerLast() throws Exception {
    return works(ProviderPlace.LAST);
  }

  @TestFactory
  Stream<DynamicTest> providerFirst() throws Exception {
    return works(ProviderPlace.FIRST);
  }

  /** Both sides sign once a handshake, and nothing is written to KMS. */
  private static Stream<DynamicTest> works(ProviderPlace place) throws Exception {
    ForkedJvm.Result result = run(place, COPIES);
    DynamicTest budget =
        CallBudget.usedAt(identities.kms())
            .exactly(
                "a GetPublicKey for each key, a Sign for each side of a handshake, and no more",
                3,
                2 * HANDSHAKES);
    return Stream.concat(Report.tests(result), Stream.of(budget));
  }

  @Test
  void withoutTheLineTheCopyWantsBytes() throws Exception {
    ForkedJvm.Result result = run(ProviderPlace.LAST, "");
    assertThat(result.output()).contains("Key protection algorithm not found");
    assertEquals(0, identities.kms().local().calls().count("Sign"));
  }
}
