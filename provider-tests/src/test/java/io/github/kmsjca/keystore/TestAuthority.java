package io.github.kmsjca.keystore;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that may be below another, for chains of any length and any trouble. */
final class TestAuthority {
  private static final AtomicLong SERIAL = new AtomicLong(1);
  private static final Duration YEARS = Duration.ofDays(3650);

  private final X500Principal name;
  private final KeyPair keys;
  private final X509Certificate certificate;

  private TestAuthority(X500Principal name, KeyPair keys, X509Certificate certificate) {
    this.name = name;
    this.keys = keys;
    this.certificate = certificate;
  }

  static TestAuthority root(String name) throws Exception {
    X500Principal subject = new X500Principal("CN=" + name);
    KeyPair keys = newKeys();
    return new TestAuthority(
        subject, keys, certificate(subject, keys.getPrivate(), subject, keys.getPublic(), YEARS));
  }

  /** An authority that this one has certified. */
  TestAuthority below(String subject) throws Exception {
    return below(subject, YEARS);
  }

  TestAuthority below(String subject, Duration untilEnd) throws Exception {
    X500Principal principal = new X500Principal("CN=" + subject);
    KeyPair own = newKeys();
    return new TestAuthority(principal, own, issue(principal, own.getPublic(), untilEnd));
  }

  /** The certificate that this authority's own issuer, or itself, made. */
  X509Certificate certificate() {
    return certificate;
  }

  /** This authority's certificate for the name and key of another one. */
  X509Certificate crossSign(TestAuthority other) throws Exception {
    return issue(other.name, other.keys.getPublic(), YEARS);
  }

  X509Certificate leaf(String subject) throws Exception {
    return leaf(subject, YEARS);
  }

  X509Certificate leaf(String subject, Duration untilEnd) throws Exception {
    return issue(new X500Principal("CN=" + subject), newKeys().getPublic(), untilEnd);
  }

  X509Certificate issue(X500Principal subject, PublicKey key, Duration untilEnd) throws Exception {
    return certificate(name, keys.getPrivate(), subject, key, untilEnd);
  }

  private static X509Certificate certificate(
      X500Principal issuer,
      PrivateKey issuerKey,
      X500Principal subject,
      PublicKey key,
      Duration untilEnd)
      throws Exception {
    return certificate(
        issuer,
        issuerKey,
        subject,
        key,
        Instant.now().minus(Duration.ofDays(365)),
        Instant.now().plus(untilEnd));
  }

  /** A certificate of any time. */
  X509Certificate leaf(String subject, Instant from, Instant until) throws Exception {
    return certificate(
        name, keys.getPrivate(), new X500Principal(subject), newKeys().getPublic(), from, until);
  }

  private static X509Certificate certificate(
      X500Principal issuer,
      PrivateKey issuerKey,
      X500Principal subject,
      PublicKey key,
      Instant from,
      Instant until)
      throws Exception {
    byte[] encoded =
        new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(SERIAL.getAndIncrement()),
                Date.from(from),
                Date.from(until),
                subject,
                key)
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKey))
            .getEncoded();
    return (X509Certificate)
        CertificateFactory.getInstance("X.509", "SUN")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }

  private static KeyPair newKeys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }
}
