package io.github.kmsjca.mistakes;

import io.github.kmsjca.testkit.Pem;
import io.github.kmsjca.testkit.TestKms;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;

/**
 * Mistakes in keystore files. The file is given to a key manager, as a TLS server does; nobody
 * calls {@code getKey}.
 */
final class FileMistakes {
  private static final String FIRST_LINE = "# AWSKMS keystore 1\n";

  /** The text of a file, made with a certificate. */
  @FunctionalInterface
  private interface Content {
    String of(String chain) throws Exception;
  }

  private FileMistakes() {}

  static List<Mistake> all() {
    return List.of(
        entry("an unknown directive", chain -> "alias: web\nkye: alias/x\n" + chain)
            .tells("unknown directive 'kye:'", "line 4: entry 'web'", "known: alias, key, trusted"),
        entry("a directive in capitals", chain -> "Alias: web\n" + chain)
            .tells(
                "'Alias: web' looks like a directive", "line 3: entry 'web'", "write 'alias: ...'"),
        entry("an equals sign", chain -> "alias = web\n" + chain)
            .tells(
                "'alias = web' looks like a directive",
                "line 3: entry 'web'",
                "write 'alias: ...'"),
        entry("no alias", chain -> chain)
            .tells("has no 'alias:'", "line 3: entry 'line 3'", "pass this entry over"),
        entry("an alias twice", chain -> "alias: web\n" + chain + "\nalias: web\n")
            .tells("the alias stands twice", "entry 'web'", "in the entries of the lines 3 and"),
        entry(
                "a certificate without end",
                chain -> "alias: web\n" + chain.replaceAll("-----END.*\n", ""))
            .tells(
                "a certificate has no end", "line 4: entry 'web'", "'-----END CERTIFICATE-----'"),
        entry(
                "a private key in the file",
                chain -> "alias: web\n" + chain.replace("CERTIFICATE", "PRIVATE KEY"))
            .tells(
                "not -----BEGIN PRIVATE KEY-----", "entry 'web'", "only certificates belong here"),
        entry("no chain", chain -> "alias: ecc-nist-p256\n")
            .tells("has no certificate", "line 3: entry 'ecc-nist-p256'", "Put its chain below it"),
        file("a file without its first line", chain -> "alias: web\nkey: alias/web\n")
            .tells("its first line must be '# AWSKMS keystore 1'", "mistaken.kms", "Add it"),
        file("a bare fullchain.pem", chain -> chain)
            .tells("It is a plain PEM file", "mistaken.kms", "write that line above it"),
        file("an empty file", chain -> "")
            .tells(
                "it is empty", "mistaken.kms", "Write '# AWSKMS keystore 1' into its first line"),
        file("a file of a later version", chain -> "# AWSKMS keystore 2\n\nalias: web\n")
            .tells("it is of version 2", "mistaken.kms", "Update the provider"),
        Mistake.of(
                "a file in UTF-16",
                s -> {
                  Path file = s.path("mistaken.kms");
                  Files.write(
                      file, (FIRST_LINE + "\nalias: web\n").getBytes(StandardCharsets.UTF_16));
                  serve(s, file);
                })
            .tells("text in UTF-16", "mistaken.kms", "Save it as UTF-8"),
        Mistake.of("a certificate that expired", s -> serve(s, ended(s, Duration.ofHours(-1))))
            .tells("expired at", "entry 'web'", "Renew it, and replace it in this file"),
        Mistake.of("a certificate about to expire", s -> serve(s, ended(s, Duration.ofHours(5))))
            .tells("expires at", "entry 'web'", "Renew it, and replace it in this file"),
        Mistake.of("a PKCS12 file", s -> serve(s, pkcs12(s)))
            .tells("it is a PKCS12 keystore", "trust.p12", "set the trust store's type to"),
        Mistake.of("a file that is not there", s -> serve(s, s.path("absent.kms")))
            .tells("does not exist", "absent.kms...certificates= (builder)", "Correct the name"),
        Mistake.of(
                "a certificate of another key",
                s -> {
                  String other = pem(s.identities().certify("web", "ecc-nist-p384"));
                  s.use(
                      s.file("mistaken.kms", FIRST_LINE + "\nalias: ecc-nist-p256\n" + other),
                      "ecc-nist-p256");
                })
            .tells(
                "the certificate is of another key",
                "entry 'ecc-nist-p256'...arn:aws:kms",
                "get a certificate for this one"),
        Mistake.of(
                "a certificate below a symmetric key",
                s -> {
                  String other = pem(s.identities().certify("web", "ecc-nist-p384"));
                  s.use(
                      s.file("mistaken.kms", FIRST_LINE + "\nalias: symmetric\n" + other),
                      "symmetric");
                })
            .tells("symmetric", "entry 'symmetric'", "certificate"));
  }

  /** A file whose first line is right. */
  private static Mistake entry(String name, Content content) {
    return file(name, chain -> FIRST_LINE + "\n" + content.of(chain) + "# " + name + "\n");
  }

  private static Mistake file(String name, Content content) {
    return Mistake.of(
        name,
        scene -> {
          String chain = pem(scene.identities().certify("web", "ecc-nist-p256"));
          serve(scene, scene.file("mistaken.kms", content.of(chain)));
        });
  }

  private static Path ended(Scene scene, Duration left) throws Exception {
    List<X509Certificate> chain =
        scene
            .identities()
            .ca()
            .issue("web", scene.identities().publicKey("ecc-nist-p256"), Instant.now().plus(left));
    return scene.file(
        "mistaken.kms", FIRST_LINE + "\nalias: web\nkey: alias/ecc-nist-p256\n" + pem(chain));
  }

  private static String pem(List<X509Certificate> chain) throws Exception {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : chain) {
      text.append(Pem.certificate(certificate.getEncoded()));
    }
    return text.toString();
  }

  private static void serve(Scene scene, Path file) throws Exception {
    KeyStore keyStore = TestKms.keyStore(scene.provider("certificates", file.toString()));
    KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
    keyManagers.init(keyStore, new char[0]);
  }

  private static Path pkcs12(Scene scene) throws Exception {
    Path file = scene.path("trust.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      scene.identities().ca().trustStore().store(out, "changeit".toCharArray());
    }
    return file;
  }
}
