package io.github.kmsjca.samples;

import com.nimbusds.jose.JWSAlgorithm;
import com.sun.net.httpserver.HttpsServer;
import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.spec.KmsPrivateKey;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * Starts a local KMS, makes keys in it, installs the provider, and goes through the stops. The
 * stops themselves are plain code; what is special to KMS stands here, and it is little.
 */
public final class Tour {
  private static final String REGION = "eu-west-1";
  private static final byte[] MESSAGE = "A message of any length".getBytes(StandardCharsets.UTF_8);
  private static final int REQUESTS = 50;
  private static final int RECORDS = 1000;

  private final LocalKms kms;
  private final Meter meter;
  private final PrintStream out;
  private final Set<String> algorithms = new HashSet<>();

  private Tour(LocalKms kms, PrintStream out) {
    this.kms = kms;
    this.meter = new Meter(kms.calls());
    this.out = out;
  }

  /**
   * Runs the tour; the exit code is 1 if a step fails.
   *
   * @param args none
   */
  @SuppressWarnings("SystemOut") // a program
  public static void main(String[] args) {
    try (LocalKms kms = LocalKms.start()) {
      new Tour(kms, System.out).run();
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private void run() throws Exception {
    makeKey("tour-rsa", "RSA_2048");
    makeKey("tour-p256", "ECC_NIST_P256");
    makeKey("tour-p384", "ECC_NIST_P384");
    makeKey("tour-p521", "ECC_NIST_P521");
    makeKey("tour-ed25519", "ECC_NIST_EDWARDS25519");
    makeKey("tour-secp256k1", "ECC_SECG_P256K1");
    makeKey("tour-sm2", "SM2");
    for (String size : List.of("44", "65", "87")) {
      makeKey("tour-ml-dsa-" + size, "ML_DSA_" + size);
    }
    String vault = kms.createKey(REGION, "SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT");
    kms.createAlias(REGION, "alias/tour-vault", vault);

    // All that an application needs: credentials, and settings if the AWS SDK's own do not suffice.
    System.setProperty("aws.accessKeyId", LocalKms.ACCESS_KEY_ID);
    System.setProperty("aws.secretAccessKey", LocalKms.SECRET_ACCESS_KEY);
    System.setProperty("awskms.endpoint", kms.endpoint().toString());
    System.setProperty("awskms.region", REGION);
    Provider provider = KmsProvider.install();
    // For the JDK's little HTTPS server: else every answer waits 40 ms for a TCP acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");

    out.printf(
        "kms-jca tour: Java %s, provider %s first in the list, a local KMS at %s%n%n",
        Runtime.version().feature(), provider.getName(), kms.endpoint());
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
    signatures(keys);
    requireAllAlgorithms(provider);
    tokens(keys);
    certificateAndHttps(keys);
    travel(keys);
    column(keys);
    meter.print(out);
    out.printf(
        "%d algorithms, 3 tokens, %d HTTPS requests, %d records: %d KMS calls. Hashing, verification,%n"
            + "encryption and TLS records stay in this JVM. Against AWS each call takes its network time"
            + " as well.%n",
        algorithms.size(), 1 + REQUESTS, RECORDS, meter.totalCalls());
  }

  private void makeKey(String alias, String keySpec) {
    kms.createAlias(REGION, "alias/" + alias, kms.createKey(REGION, keySpec, "SIGN_VERIFY"));
  }

  private void signatures(KeyStore keys) throws Exception {
    meter.heading("Sign in KMS, verify with another provider");
    meter.step(
        "the first call of all: the AWS SDK starts",
        () -> plain(key(keys, "tour-rsa"), MESSAGE, "SHA256withRSA"));
    KmsPrivateKey rsa = key(keys, "tour-rsa");
    meter.step(
        "SHA256/384/512withRSA",
        () -> plain(rsa, MESSAGE, "SHA256withRSA", "SHA384withRSA", "SHA512withRSA"));
    meter.step("NONEwithRSA", () -> plain(rsa, SignAndVerify.digestInfo(MESSAGE), "NONEwithRSA"));
    meter.step(
        "RSASSA-PSS with parameters of SHA-256/384/512",
        () -> {
          algorithms.add("RSASSA-PSS");
          for (String digest : List.of("SHA-256", "SHA-384", "SHA-512")) {
            require(SignAndVerify.pss(digest, rsa, rsa.publicKey(), MESSAGE), digest);
          }
        });
    meter.step(
        "SHA256/384/512withRSAandMGF1",
        () -> {
          for (String digest : List.of("SHA-256", "SHA-384", "SHA-512")) {
            algorithms.add(digest.replace("-", "") + "withRSAandMGF1");
            require(SignAndVerify.pssByName(digest, rsa, rsa.publicKey(), MESSAGE), digest);
          }
        });
    for (String curve : List.of("p256", "p384", "p521")) {
      ecdsa(keys, curve);
    }
    meter.step(
        "Ed25519 and EdDSA", () -> plain(key(keys, "tour-ed25519"), MESSAGE, "Ed25519", "EdDSA"));
    meter.heading("Sign in KMS, verify here what the platform may lack");
    meter.step("Ed25519ph", () -> verifiedHere(key(keys, "tour-ed25519"), "Ed25519ph"));
    meter.step(
        "ECDSA on secp256k1", () -> verifiedHere(key(keys, "tour-secp256k1"), "SHA256withECDSA"));
    meter.step("SM3withSM2", () -> verifiedHere(key(keys, "tour-sm2"), "SM3withSM2"));
    for (String size : List.of("44", "65", "87")) {
      meter.step(
          "ML-DSA-" + size,
          () -> verifiedHere(key(keys, "tour-ml-dsa-" + size), "ML-DSA", "ML-DSA-" + size));
    }
  }

  /** Any digest with any curve, in both encodings. */
  private void ecdsa(KeyStore keys, String curve) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(MESSAGE);
    meter.step(
        "ECDSA on " + curve.replace("p", "P-") + ": SHA-2, SHA-3, NONE, each DER and P1363",
        () -> {
          KmsPrivateKey key = key(keys, "tour-" + curve);
          for (String encoding : List.of("withECDSA", "withECDSAinP1363Format")) {
            for (String hash : List.of("224", "256", "384", "512")) {
              plain(key, MESSAGE, "SHA" + hash + encoding, "SHA3-" + hash + encoding);
            }
            plain(key, digest, "NONE" + encoding);
          }
        });
  }

  private void verifiedHere(KmsPrivateKey key, String... names) throws Exception {
    for (String algorithm : names) {
      algorithms.add(algorithm);
      require(SignAndVerify.verifiedHere(algorithm, key, key.publicKey(), MESSAGE), algorithm);
    }
  }

  private void plain(KmsPrivateKey key, byte[] message, String... names) throws Exception {
    for (String algorithm : names) {
      algorithms.add(algorithm);
      require(SignAndVerify.plain(algorithm, key, key.publicKey(), message), algorithm);
    }
  }

  /** The tour leaves out no row: a new one must come here as well. */
  private void requireAllAlgorithms(Provider provider) {
    Set<String> missed =
        provider.getServices().stream()
            .filter(service -> service.getType().equals("Signature"))
            .map(Provider.Service::getAlgorithm)
            .collect(Collectors.toCollection(TreeSet::new));
    missed.removeAll(algorithms);
    require(missed.isEmpty(), "the tour leaves out " + missed);
  }

  private void tokens(KeyStore keys) throws Exception {
    meter.heading("JSON Web Tokens with Nimbus");
    KmsPrivateKey rsa = key(keys, "tour-rsa");
    KmsPrivateKey ec = key(keys, "tour-p256");
    for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256)) {
      meter.step(
          algorithm.getName() + ", signed and verified",
          () -> require(SignJwt.verify(SignJwt.rsa(algorithm, rsa), rsa.publicKey()), "token"));
    }
    meter.step(
        "ES256, signed and verified",
        () -> require(SignJwt.verify(SignJwt.ec(ec), ec.publicKey()), "token"));
  }

  private void certificateAndHttps(KeyStore keys) throws Exception {
    meter.heading("A certificate, a keystore file, and HTTPS");
    KmsPrivateKey web = key(keys, "tour-p256");
    DemoAuthority authority = new DemoAuthority();
    Path file = Files.createTempFile("tour", ".kms");
    try {
      meter.step(
          "request by Bouncy Castle, issued, written to the file",
          () -> {
            KeyPair pair = web.keyPair();
            X509Certificate certificate =
                authority.issue(
                    new JcaPKCS10CertificationRequest(
                        RequestCertificate.request(pair, "SHA256withECDSA").getEncoded()));
            KeyStoreFromFile.write(
                file, "web", web.arn(), List.of(certificate, authority.certificate()));
          });
      show(file);
      https(KeyStoreFromFile.load(file), authority.certificate());
    } finally {
      Files.delete(file);
    }
  }

  private void https(KeyStore keys, X509Certificate authority) throws Exception {
    HttpsServer[] started = new HttpsServer[1];
    meter.step("an HTTPS server starts with that file", () -> started[0] = ServeHttps.start(keys));
    HttpsServer server = started[0];
    try {
      HttpClient client = ServeHttps.client(authority);
      meter.step(
          "the first request: one TLS 1.3 handshake",
          () -> require(ServeHttps.get(client, server).equals("Hello"), "answer"));
      meter.step(
          REQUESTS + " more requests on that connection",
          () -> {
            for (int i = 0; i < REQUESTS; i++) {
              require(ServeHttps.get(client, server).equals("Hello"), "answer");
            }
          });
    } finally {
      server.stop(0);
    }
  }

  private void travel(KeyStore keys) throws Exception {
    meter.heading("A handle travels");
    KmsPrivateKey rsa = key(keys, "tour-rsa");
    PublicKey publicKey = rsa.publicKey();
    byte[] bytes = TravellingHandle.send(rsa);
    PrivateKey[] received = new PrivateKey[1];
    meter.step(
        "serialized to " + bytes.length + " bytes without a secret, and read",
        () -> received[0] = TravellingHandle.receive(bytes));
    meter.step(
        "signing with what was read",
        () ->
            require(
                SignAndVerify.plain("SHA256withRSA", received[0], publicKey, MESSAGE), "handle"));
  }

  private void column(KeyStore keys) throws Exception {
    meter.heading("A column of a database, with AES/GCM");
    SecretKey[] found = new SecretKey[1];
    meter.step(
        "the key is looked up", () -> found[0] = (SecretKey) keys.getKey("tour-vault", null));
    SecretKey key = found[0];
    try (Connection database = DriverManager.getConnection("jdbc:h2:mem:tour")) {
      EncryptColumn.create(database);
      meter.step(
          RECORDS + " records written, their values encrypted",
          () -> {
            for (int id = 0; id < RECORDS; id++) {
              EncryptColumn.insert(database, key, id, "DE021203000000" + id);
            }
          });
      meter.step(
          RECORDS + " records read",
          () -> {
            for (int id = 0; id < RECORDS; id++) {
              String iban = EncryptColumn.select(database, key, id);
              require(iban.equals("DE021203000000" + id), "record");
            }
          });
      meter.step(
          "a value moved to another record is refused",
          () -> {
            EncryptColumn.move(database, 1, 2);
            require(isRefused(() -> EncryptColumn.select(database, key, 2)), "moved value");
          });
    }
  }

  private static boolean isRefused(Meter.Step step) throws Exception {
    try {
      step.run();
      return false;
    } catch (AEADBadTagException e) {
      return true;
    }
  }

  /** The text of a keystore file, its certificates shortened. */
  private void show(Path file) throws Exception {
    out.println("The keystore file of the HTTPS server, certificates shortened:");
    out.println();
    boolean inside = false;
    for (String line : Files.readAllLines(file)) {
      if (!inside || line.startsWith("-----")) {
        out.println(line.isEmpty() ? "" : "    " + line);
      }
      if (line.startsWith("-----BEGIN")) {
        out.println("    MII...");
      }
      inside = line.startsWith("-----BEGIN") || (inside && !line.startsWith("-----END"));
    }
    out.println();
  }

  private static KmsPrivateKey key(KeyStore keys, String alias) throws Exception {
    return (KmsPrivateKey) keys.getKey(alias, null);
  }

  private static void require(boolean fact, String what) {
    if (!fact) {
      throw new IllegalStateException("not as it should be: " + what);
    }
  }
}
