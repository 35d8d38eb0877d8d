package io.github.kmsjca.programs.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.ProviderPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tomcat's connector with the key managers that the JDK has, and its reload. */
class TomcatTest {
  @TempDir static Path dir;

  private static KmsIdentities identities;
  private static Path trust;

  @BeforeAll
  static void start() throws Exception {
    identities = new KmsIdentities();
    identities.kms().create("web", "ECC_NIST_P256", "SIGN_VERIFY");
    identities.kms().create("other", "RSA_2048", "SIGN_VERIFY");
    trust = identities.ca().writeTrustStore(dir.resolve("trust.p12"));
  }

  @AfterAll
  static void stop() {
    identities.close();
  }

  /** What clients see after the start, after the file was replaced, and after a reload. */
  private static List<String> run(String line, String... more) throws Exception {
    Path base = Files.createTempDirectory(dir, "tomcat");
    Path security = base.resolve("kms.security");
    Files.writeString(security, ProviderPlace.LAST.securityProperties() + line);
    Path keyStore =
        new KeyStoreText()
            .key("web", "alias/web", identities.certify("first", "web"))
            .write(base.resolve("app.kms"));
    Path next =
        new KeyStoreText()
            .key("web", "alias/other", identities.certify("second", "other"))
            .write(base.resolve("next.kms"));
    List<String> arguments = new ArrayList<>();
    for (Path path : List.of(base, trust, keyStore, next)) {
      arguments.add(path.toString());
    }
    arguments.addAll(List.of(more));
    identities.kms().local().calls().clear();
    ForkedJvm.Result result =
        new ForkedJvm(TomcatProgram.class)
            .property("java.security.properties", security)
            .kms(identities.kms())
            .run(arguments.toArray(String[]::new));
    assertEquals(0, result.exitCode(), result.output());
    return result.output().lines().filter(seen -> seen.matches("[a-z]+ed: .*")).toList();
  }

  /** Tomcat's own default is the JDK's, and keeps what it saw until it is told to reload. */
  @Test
  void defaultKeyManagers() throws Exception {
    assertThat(run(""))
        .containsExactly("started: CN=first", "replaced: CN=first", "reloaded: CN=second");
    assertCalls();
  }

  /** The name that Tomcat gives to the key manager, and the KeyStore is asked for as well. */
  @ParameterizedTest
  @ValueSource(strings = {"0.0.web", "17.0.web"})
  void pkixByTheKeyManagersNameOfTheEntry(String alias) throws Exception {
    assertThat(run("", "PKIX", alias))
        .containsExactly("started: CN=first", "replaced: CN=first", "reloaded: CN=second");
    assertCalls();
  }

  /**
   * Tomcat passes the entry's own name on, or if there is none that of the first entry, and the
   * {@code PKIX} key manager knows no such name: what the documentation warns of.
   */
  @ParameterizedTest
  @CsvSource({
    "'',PKIX,",
    "'',PKIX,web",
    "'',SunX509,0.0.web",
    "ssl.KeyManagerFactory.algorithm=PKIX,,"
  })
  void namesThatTheKeyManagerDoesNotKnow(String line, String algorithm, String alias)
      throws Exception {
    String[] more = Stream.of(algorithm, alias).filter(Objects::nonNull).toArray(String[]::new);
    assertThat(run(line, more)).hasSize(3).noneMatch(seen -> seen.contains("CN="));
    identities.kms().assertCalls(0, "Sign");
  }

  /** The public keys of both entries, and a signature for each handshake. */
  private static void assertCalls() {
    var calls = identities.kms().local().calls();
    assertEquals(3, calls.count("Sign"), calls.all()::toString);
    assertEquals(2, calls.count("GetPublicKey"), calls.all()::toString);
    assertEquals(5, calls.count(), calls.all()::toString);
  }
}
