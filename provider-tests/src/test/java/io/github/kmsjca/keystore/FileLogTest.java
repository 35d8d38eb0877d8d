package io.github.kmsjca.keystore;

import static io.github.kmsjca.keystore.TestCertificates.FIRST_LINE;
import static io.github.kmsjca.keystore.TestCertificates.load;
import static io.github.kmsjca.keystore.TestCertificates.pem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What loading a keystore file logs: TLS and the tools never ask why an entry is of no use. */
class FileLogTest {
  private static final Duration YEAR = Duration.ofDays(365);
  private static final String ADVICE = ". TLS, keytool and jarsigner pass this entry over.";
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static TestAuthority root;
  private static X509Certificate leaf;

  @TempDir Path dir;
  private LogCapture log;
  private final String unique = "# " + UUID.randomUUID() + "\n"; // what was said is not repeated

  @BeforeAll
  static void start() throws Exception {
    root = TestAuthority.root("Root");
    leaf = root.leaf("web");
  }

  @BeforeEach
  void listen() {
    log = new LogCapture();
  }

  @AfterEach
  void stop() {
    log.close();
    kms.assertCalls(0, "ListAliases");
    assertThat(kms.local().calls().count()).as("KMS calls").isZero();
  }

  private KeyStore ofFile(String text, String... settings) throws Exception {
    Path file = Files.writeString(dir.resolve("app.kms"), text);
    String[] all = new String[settings.length + 2];
    System.arraycopy(settings, 0, all, 2, settings.length);
    all[0] = "certificates";
    all[1] = file.toString();
    return TestKms.keyStore(kms.provider(all));
  }

  static Stream<Arguments> mistakes() throws Exception {
    String chain = pem(leaf);
    String request = chain.replace("CERTIFICATE", "CERTIFICATE REQUEST");
    String secret = chain.replace("CERTIFICATE", "PRIVATE KEY");
    return Stream.of(
        Arguments.of(
            "alias: web\nkye: alias/x\n" + chain,
            5,
            "entry 'web'",
            "unknown directive 'kye:' (known: alias, key, trusted)"),
        Arguments.of("alias: web\nkey: x\nkey: y\n", 6, "entry 'web'", "'key:' stands twice"),
        Arguments.of("alias: web\n\nalias: web\n", 6, "entry 'web'", "the alias stands twice"),
        Arguments.of("Alias: web\n" + chain, 4, "entry 'web'", "'Alias: web' looks like"),
        Arguments.of("alias = web\n", 4, "entry 'web'", "'alias = web' looks like"),
        Arguments.of("alias:\n" + chain, 4, "entry 'line 4'", "'alias:' has no name"),
        Arguments.of(chain, 4, "entry 'line 4'", "the entry that begins here has no 'alias:'"),
        Arguments.of("alias: web\nkey: no good\n", 5, "entry 'web'", "'no good' is not a KMS"),
        Arguments.of("alias: web\n" + secret, 5, "entry 'web'", "not -----BEGIN PRIVATE KEY-----"),
        Arguments.of("alias: web\n" + request, 5, "entry 'web'", "CERTIFICATE REQUEST-----"),
        Arguments.of(
            "alias: web\n-----BEGIN CERTIFICATE-----\nMII!\n-----END CERTIFICATE-----\n",
            5,
            "entry 'web'",
            "a certificate cannot be read"),
        Arguments.of(
            "alias: web\n" + chain.replaceAll("-----END.*\n", "") + "\nalias: next\n",
            5,
            "entry 'web'",
            "a certificate has no end"),
        Arguments.of(
            "alias: web\n" + pem(leaf, TestAuthority.root("Elsewhere").certificate()),
            null,
            "entry 'web'",
            "does not belong to the chain"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakeIsLoggedWithFileLineAndReason(String entry, Integer line, String name, String reason)
      throws Exception {
    KeyStore store = ofFile(FIRST_LINE + unique + entry);
    String place = "WARNING Keystore file " + dir.resolve("app.kms") + ", line ";
    assertThat(log.text().lines().filter(l -> l.startsWith("WARNING")))
        .singleElement()
        .asString()
        .startsWith(line == null ? place : place + line + ": " + name)
        .contains(name, reason, "(lines ")
        .endsWith(ADVICE);
    String alias = name.substring(name.indexOf('\'') + 1, name.length() - 1);
    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey(alias, null));
    assertThat(e)
        .hasMessageContaining(reason)
        .hasMessageContaining(" of the keystore file " + dir.resolve("app.kms") + ")")
        .hasMessageContaining(line == null ? "(line " : "(line " + line);
  }

  /**
   * What cannot be seen does not turn a directive into a comment: the entry above would take the
   * certificates of the one that begins here.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00a0alias: web",
        "\ufeffalias: web",
        "\u2003alias: web",
        "\u0085alias: web",
        " \u200b\tAlias : web",
        "\u3164alias: web",
        "\ufffdalias: web",
        "alias\uff1a web",
        "alias\u00a0: web"
      })
  void aDirectiveBehindWhatCannotBeSeen(String line) throws Exception {
    KeyStore store =
        load(kms.provider(), FIRST_LINE + unique + "alias: signer\n" + line + "\n" + pem(leaf));
    assertThat(store.getCertificateChain("signer")).isNull();
    assertThat(store.getCertificateChain("web")).isNull();
    assertThat(log.text().lines().filter(l -> l.startsWith("WARNING")))
        .singleElement()
        .asString()
        .startsWith("WARNING Keystore stream, line 5: entry 'web'")
        .contains("looks like a directive: write 'alias: ...'", "U+");
  }

  /** Other indented words may be openssl's, and these are not. */
  @ParameterizedTest
  @ValueSource(strings = {"  alais: web", "\tkye: web", "\u00a0alais: web", " aliass: web"})
  void anUnknownDirectiveThatIsIndented(String line) throws Exception {
    KeyStore store =
        load(kms.provider(), FIRST_LINE + unique + "alias: signer\n" + line + "\n" + pem(leaf));
    assertThat(store.getCertificateChain("signer")).isNull();
    assertThat(log.text())
        .contains("WARNING Keystore stream, line 5: entry 'signer'", "unknown directive '");
  }

  /** The way a server takes: it looks for entries, and asks nobody for the reason. */
  @Test
  void aServerHearsItWithoutGetKey() throws Exception {
    KeyStore store = load(kms.provider(), FIRST_LINE + unique + "alias: web\nkye: x\n" + pem(leaf));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, new char[0]);
    assertThat(log.text()).contains("WARNING Keystore stream, line 5: entry 'web'", "'kye:'");
  }

  @Test
  void onceForTheSameContent() throws Exception {
    String text = FIRST_LINE + unique + "alias: web\nkye: x\n";
    for (int i = 0; i < 5; i++) {
      load(kms.provider(), text);
      ofFile(text);
    }
    assertThat(log.text().lines()).hasSize(1);
    // Somebody corrected something, and not this.
    load(kms.provider(), text + "# really\n");
    assertThat(log.text().lines()).hasSize(2);
  }

  @Test
  void aFileOfMistakesDoesNotFillTheLog() throws Exception {
    StringBuilder text = new StringBuilder(FIRST_LINE).append(unique);
    for (int i = 0; i < 5000; i++) {
      text.append("alias: a").append(i).append("\nkye: x\n");
    }
    load(kms.provider(), text.toString());
    load(kms.provider(), text.toString());
    assertThat(log.text().lines()).hasSize(101);
    assertThat(log.text())
        .endsWith(
            "There is more to say of the keystore stream: the doctor" + " shows all its entries.");
  }

  /** That keys have no certificate is no mistake, and hides none. */
  @Test
  void aMistakeBehindManyBareEntriesIsLogged() throws Exception {
    StringBuilder text = new StringBuilder(FIRST_LINE).append(unique);
    for (int i = 0; i < 150; i++) {
      text.append("alias: a").append(i).append("\nkey: x\n\n");
    }
    load(kms.provider(), text.append("alias: web\nkye: x\n").toString());
    assertThat(log.text().lines().filter(line -> line.startsWith("WARNING")))
        .singleElement()
        .asString()
        .contains("entry 'web'", "'kye:'");
    assertThat(log.text().lines())
        .hasSize(102)
        .last()
        .asString()
        .startsWith("INFO There is more to say of the keystore stream");
  }

  @Test
  void whatTheFileSaysCannotForgeALine() throws Exception {
    String evil = "x\u001b[2K\u202ez\u0007\u0085SEVERE: y\u2028w" + "A".repeat(5000);
    X509Certificate named =
        root.leaf("CN=evil\nSEVERE: \u001b[31m", Instant.now().minus(YEAR), Instant.now());
    load(
        kms.provider(),
        FIRST_LINE
            + unique
            + ("alias: " + evil + "\nkye: x\n\nalias: b\nkey: " + evil + "\n")
            + ("\nAlias: y"
                + evil
                + "\n\nalias: c\n"
                + evil.substring(0, 3)
                + "-----BEGIN X-----\n")
            + "-----END X-----\nalias: d\n"
            + pem(named));
    assertThat(log.text()).contains("WARNING").contains("CN=evil");
    for (String line : log.text().lines().toList()) {
      assertThat(line).hasSizeLessThan(1000).startsWith("WARNING Keystore stream, line ");
      assertThat(line.codePoints())
          .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }
    assertThat(log.text().lines()).hasSize(5);
  }

  static Stream<Arguments> validities() throws Exception {
    Instant now = Instant.now();
    return Stream.of(
        Arguments.of(now.minus(YEAR), now.plus(Duration.ofDays(29)), "expires at"),
        Arguments.of(now.minus(YEAR), now.plus(Duration.ofDays(31)), ""),
        Arguments.of(now.minus(YEAR), now.minusSeconds(5), "expired at"),
        Arguments.of(now.plus(Duration.ofDays(1)), now.plus(YEAR), "is valid only from"),
        // Made for six days, as some authorities do: for four of them it is not about to end.
        Arguments.of(now.minus(Duration.ofDays(3)), now.plus(Duration.ofDays(3)), ""),
        Arguments.of(now.minus(Duration.ofDays(5)), now.plus(Duration.ofDays(1)), "expires at"));
  }

  @ParameterizedTest
  @MethodSource("validities")
  void validity(Instant from, Instant until, String words) throws Exception {
    X509Certificate certificate = root.leaf("CN=shop.example.org", from, until);
    load(kms.provider(), FIRST_LINE + unique + "alias: web\n" + pem(certificate));
    if (words.isEmpty()) {
      assertThat(log.text()).isEmpty();
    } else {
      assertThat(log.text().lines())
          .singleElement()
          .asString()
          .startsWith(
              "WARNING Keystore stream, line 5: entry 'web': the certificate of"
                  + " CN=shop.example.org "
                  + words)
          .contains(words.equals("is valid only from") ? "clock" : "Renew it")
          .containsPattern("20\\d\\d-\\d\\d-\\d\\dT");
    }
  }

  /** The authority's certificate ends first. */
  @Test
  void theWholeChainIsLookedAt() throws Exception {
    TestAuthority ending = root.below("Issuing", Duration.ofSeconds(60));
    load(
        kms.provider(),
        FIRST_LINE
            + unique
            + "alias: web\n\n# The issuer stands first.\n"
            + pem(ending.certificate(), ending.leaf("web")));
    assertThat(log.text()).contains("WARNING Keystore stream, line 7: entry 'web'", "CN=Issuing");
  }

  @Test
  void entriesWithoutACertificate() throws Exception {
    String text = FIRST_LINE + unique + "alias: web\n\nalias: vault\nkey: x\n";
    ofFile(text, "selfSigned", "true");
    assertThat(log.text()).isEmpty();
    ofFile(text);
    assertThat(log.text().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("INFO Keystore file "))
        .anyMatch(line -> line.contains("line 4: entry 'web' has no certificate"))
        .anyMatch(line -> line.contains("line 6: entry 'vault' has no certificate"));
  }

  @Test
  void trustedCertificateThatIsLeftOut() throws Exception {
    String text = FIRST_LINE + unique + "alias: ca\ntrusted: yes\n" + pem(root.certificate());
    ofFile(text, "trust", "true");
    assertThat(log.text()).isEmpty();
    ofFile(text);
    assertThat(log.text()).startsWith("INFO Keystore file ").contains("trust=true is not set");
  }
}
