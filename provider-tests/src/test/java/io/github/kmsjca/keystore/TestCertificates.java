package io.github.kmsjca.keystore;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority with a software key, and keystore files of what it issues. */
final class TestCertificates {
  static final String FIRST_LINE = "# AWSKMS keystore 1\n\n";

  private static final X500Principal CA = new X500Principal("CN=Test CA");
  private static final AtomicLong SERIAL = new AtomicLong(1);

  private final KeyPair caKeys;
  private final X509Certificate caCertificate;

  TestCertificates() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    caKeys = generator.generateKeyPair();
    caCertificate = issue(CA, caKeys.getPublic());
  }

  X509Certificate ca() {
    return caCertificate;
  }

  /** A leaf for a KMS key. */
  X509Certificate issue(TestKms kms, String alias) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(kms.provider(), alias);
    return issue(new X500Principal("CN=" + alias), key.publicKey());
  }

  /**
   * A leaf.
   *
   * @param usage bits of Bouncy Castle's KeyUsage; none to leave the extension out
   */
  X509Certificate issue(X500Principal subject, PublicKey key, int... usage) throws Exception {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            CA,
            BigInteger.valueOf(SERIAL.getAndIncrement()),
            Date.from(now.minus(Duration.ofDays(3))),
            Date.from(now.plus(Duration.ofDays(30))),
            subject,
            key);
    if (usage.length > 0) {
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(IntStream.of(usage).reduce(0, (a, b) -> a | b)));
    }
    byte[] encoded =
        builder
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(caKeys.getPrivate()))
            .getEncoded();
    return (X509Certificate)
        CertificateFactory.getInstance("X.509", "SUN")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }

  static String pem(X509Certificate... certificates) throws Exception {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(
              Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
                  .encodeToString(certificate.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return pem.toString();
  }

  /** The text of an entry, with the blank line that ends it. */
  static String entry(String alias, String key, X509Certificate... chain) throws Exception {
    return "alias: " + alias + "\nkey: " + key + "\n" + pem(chain) + "\n";
  }

  /** A KeyStore of a file's text. */
  static KeyStore load(Provider provider, String text) throws Exception {
    KeyStore store = KeyStore.getInstance("AWSKMS", provider);
    store.load(new ByteArrayInputStream(text.getBytes(UTF_8)), null);
    return store;
  }
}
