package io.github.kmsjca.programs.tomcat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Servers;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.ProviderPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tomcat's connector with the key managers that the JDK has, and its reload. */
class TomcatTest {
  @TempDir static Path dir;

  private static KmsIdentities identities;
  private static Path trust;

  /** A connector: the algorithm of its key managers, and the alias, if it names them. */
  private record Row(String algorithm, String alias) {}

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

  /** What clients of each connector see after the start, a replaced file, and a reload. */
  private static List<List<String>> run(String line, Row... rows) throws Exception {
    Path base = Files.createTempDirectory(dir, "tomcat");
    Path security = base.resolve("kms.security");
    Files.writeString(security, ProviderPlace.LAST.securityProperties() + line);
    List<String> arguments = new ArrayList<>(List.of(base.toString(), trust.toString()));
    for (int i = 0; i < rows.length; i++) {
      Path folder = Files.createDirectory(base.resolve(folder(i)));
      new KeyStoreText()
          .key("web", "alias/web", identities.certify("first", "web"))
          .write(folder.resolve("app.kms"));
      new KeyStoreText()
          .key("web", "alias/other", identities.certify("second", "other"))
          .write(folder.resolve("next.kms"));
      arguments.addAll(List.of(folder.toString(), rows[i].algorithm(), rows[i].alias()));
    }
    identities.kms().local().calls().clear();
    ForkedJvm.Result result = run(security, arguments);
    assertEquals(0, result.exitCode(), result.output());
    List<List<String>> seen = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      String start = folder(i) + " ";
      seen.add(
          result
              .output()
              .lines()
              .filter(text -> text.startsWith(start))
              .map(text -> text.substring(start.length()))
              .toList());
    }
    return seen;
  }

  private static ForkedJvm.Result run(Path security, List<String> arguments) throws Exception {
    return new ForkedJvm(TomcatProgram.class)
        .property("java.security.properties", security)
        .kms(identities.kms())
        .run(arguments.toArray(String[]::new));
  }

  private static String folder(int number) {
    return "connector" + number;
  }

  /**
   * Tomcat's own default is the JDK's. The name that Tomcat gives to a {@code PKIX} key manager is
   * one that the KeyStore is asked for as well. All keep what they saw until told to reload.
   */
  @Test
  void namesThatTheKeyManagerKnows() throws Exception {
    Row[] rows = {new Row("", ""), new Row("PKIX", "0.0.web"), new Row("PKIX", "17.0.web")};
    assertThat(run("", rows))
        .hasSize(rows.length)
        .allSatisfy(
            seen ->
                assertThat(seen)
                    .containsExactly(
                        "started: CN=first", "replaced: CN=first", "reloaded: CN=second"));
    // For each KeyStore the public keys of both entries, and a signature for each handshake.
    var calls = identities.kms().local().calls();
    assertEquals(3L * rows.length, calls.count("Sign"), calls.all()::toString);
    assertEquals(2L * rows.length, calls.count("GetPublicKey"), calls.all()::toString);
    assertEquals(5L * rows.length, calls.count(), calls.all()::toString);
    Servers.TOMCAT_EMBEDDED.assertCosts(Calls.madeTo(identities.kms()), 3L * rows.length);
  }

  @Test
  void theExceptionSaysWhyAKeyIsNotUsed() throws Exception {
    Path base = Files.createTempDirectory(dir, "tomcat");
    Path security =
        Files.writeString(base.resolve("kms.security"), ProviderPlace.LAST.securityProperties());
    new KeyStoreText()
        .key("web", "alias/disabled", identities.createCertified("disabled", "ECC_NIST_P256"))
        .write(base.resolve("app.kms"));
    identities.disable("disabled");
    String folder = base.toString();
    ForkedJvm.Result result = run(security, List.of(folder, trust.toString(), folder, "", ""));
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.output())
        .contains("Exception in thread", "KeyStore entry 'web'", "is disabled");
  }

  /**
   * Tomcat passes the entry's own name on, or if there is none that of the first entry, and the
   * {@code PKIX} key manager, here the default, knows no such name: what the documentation warns
   * of.
   */
  @Test
  void namesThatTheKeyManagerDoesNotKnow() throws Exception {
    Row[] rows = {
      new Row("", ""), new Row("PKIX", ""), new Row("PKIX", "web"), new Row("SunX509", "0.0.web")
    };
    assertThat(run("ssl.KeyManagerFactory.algorithm=PKIX", rows))
        .hasSize(rows.length)
        .allSatisfy(each -> assertThat(each).hasSize(3).noneMatch(text -> text.contains("CN=")));
    identities.kms().assertCalls(0, "Sign");
  }
}
