package io.github.kmsjca.doctor;

import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keystore file. */
class CertificatesTest {
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir static Path dir;

  private static KmsIdentities identities;

  @BeforeAll
  static void start() {
    identities = new KmsIdentities();
  }

  @AfterAll
  static void stop() {
    identities.close();
  }

  private static Diagnosis diagnosis(Path file, String more) {
    return Diagnosis.here(identities.kms(), "certificates=" + file + ";" + more);
  }

  private static List<X509Certificate> chain(
      String name, PublicKey key, Duration sinceStart, Duration untilEnd) throws Exception {
    KeyPair issuer = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Instant now = Instant.now();
    return List.of(
        new JcaX509CertificateConverter()
            .setProvider("SUN")
            .getCertificate(
                new JcaX509v3CertificateBuilder(
                        new X500Principal("CN=Issuer"),
                        BigInteger.ONE,
                        Date.from(now.minus(sinceStart)),
                        Date.from(now.plus(untilEnd)),
                        new X500Principal("CN=" + name),
                        key)
                    .build(
                        new JcaContentSignerBuilder("Ed25519")
                            .setProvider("SunEC")
                            .build(issuer.getPrivate()))));
  }

  @Test
  void entriesInEveryState() throws Exception {
    PublicKey key = identities.publicKey("ecc-nist-p256");
    Path file =
        new KeyStoreText()
            .key("good", "ecc-nist-p256", chain("good", key, YEAR, YEAR))
            .key("soon", "ecc-nist-p256", chain("soon", key, YEAR, Duration.ofDays(9)))
            .key("old", "ecc-nist-p256", chain("old", key, YEAR, YEAR.negated().plusDays(1)))
            .key("early", "ecc-nist-p256", chain("early", key, YEAR.negated(), YEAR.plusDays(9)))
            .key("other", "ecc-nist-p384", chain("other", key, YEAR, YEAR))
            .key("bare", "rsa-2048", List.of())
            .key("wrong name", "no good", List.of())
            .trusted("anchor", identities.ca().certificate())
            .write(dir.resolve("app.kms"));
    diagnosis(file, "keys=rsa-2048,ecc-nist-p256,ecc-nist-p384")
        .exits(Diagnosis.PROBLEMS)
        .says(file.toString() + ", entries: 8")
        .marks("ok", "good", "1 certificate, CN=good, valid until")
        .marks("WARN", "soon", "1 certificate, CN=soon", "valid until")
        .marks("FAIL", "old", "CN=old expired at")
        .marks("FAIL", "early", "CN=early is valid only from")
        .marks("note", "bare", "no certificate: the key works, and TLS passes it over")
        .marks("FAIL", "wrong name", "'no good' is not a KMS alias, key id or ARN")
        .marks("note", "anchor", "trusted, but left out")
        .marks("ok", "the certificate in the keystore file is of this key")
        .marks("FAIL", "the certificate is of another key", "SHA-256:")
        .says("4 problems, 1 warning.");
  }

  @Test
  void keysOfTheFileHaveToWork() throws Exception {
    Path file =
        new KeyStoreText().key("web", "absent", List.of()).write(dir.resolve("absent-key.kms"));
    diagnosis(file, "")
        .exits(Diagnosis.PROBLEMS)
        .marks("FAIL", "alias/absent", "there is no such key or alias");
  }

  /** The account has other keys, which are nobody's business here. */
  @Test
  void keysOfTheFileAreTriedAndNoOthers() throws Exception {
    Path file =
        new KeyStoreText()
            .key("web", "ecc-nist-p256", identities.certify("web", "ecc-nist-p256"))
            .write(dir.resolve("one.kms"));
    identities.kms().local().calls().clear();
    diagnosis(file, "").exits(Diagnosis.FINE);
    identities.kms().assertCalls(1, "Sign");
    identities.kms().assertCalls(0, "ListAliases");
  }

  @Test
  void entryWithoutCertificateIsOfUseIfSelfSigned() throws Exception {
    Path file =
        new KeyStoreText().key("bare", "rsa-2048", List.of()).write(dir.resolve("bare.kms"));
    diagnosis(file, "selfSigned=true")
        .exits(Diagnosis.FINE)
        .marks("note", "bare", "gets a self-signed one in memory");
  }

  /**
   * A private key, all on one line as environment variables have it, must not get into a report.
   */
  @Test
  void privateKeyInTheFileIsNotPrinted() throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("secret.kms"),
            """
            # AWSKMS keystore 1

            alias: web
            key: rsa-2048
            -----BEGIN PRIVATE KEY-----MIIEsecretsecret-----END PRIVATE KEY-----
            """);
    diagnosis(file, "")
        .exits(Diagnosis.PROBLEMS)
        .marks("FAIL", "web", "only certificates belong here, not -----BEGIN PRIVATE KEY-----")
        .saysNot("MIIEsecret");
  }

  @Test
  void namesCannotSteerTheTerminal() throws Exception {
    PublicKey key = identities.publicKey("ecc-nist-p256");
    Path file =
        new KeyStoreText()
            .key("web", "ecc-nist-p256", chain("x\r\u001b[2Kfine", key, YEAR, YEAR))
            .write(dir.resolve("escape.kms"));
    diagnosis(file, "").marks("ok", "web", "CN=x??[2Kfine").saysNot("\u001b", "\r");
  }

  @Test
  void fileThatIsNotThere() {
    diagnosis(dir.resolve("nowhere.kms"), "keys=rsa-2048")
        .exits(Diagnosis.PROBLEMS)
        .marks("FAIL", "nowhere.kms does not exist");
  }

  @Test
  void fileOfAnotherKind() throws Exception {
    Path file = Files.writeString(dir.resolve("other.p12"), "0000");
    diagnosis(file, "keys=rsa-2048")
        .exits(Diagnosis.PROBLEMS)
        .marks("FAIL", "other.p12 cannot be used", "is not an AWSKMS keystore");
  }
}
