package io.github.kmsjca.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority. Its own key is a software one of the platform, by name, so that nothing
 * under test takes part in making certificates.
 */
public final class TestCa {
  public static final String PASSWORD = "changeit";

  private static final Duration ONE_DAY = Duration.ofDays(1);
  private static final X500Principal NAME = new X500Principal("CN=Test CA");

  private final AtomicLong serials = new AtomicLong(1);
  private final KeyPair keys = newKeyPair();
  private final X509Certificate certificate =
      certificate(NAME, keys.getPublic(), true, Instant.now().plus(ONE_DAY));

  public X509Certificate certificate() {
    return certificate;
  }

  /** A chain, leaf first, for a server or client on this machine. */
  public List<X509Certificate> issue(String commonName, PublicKey key) {
    return issue(commonName, key, Instant.now().plus(ONE_DAY));
  }

  /** The same with a leaf that is valid until then. */
  public List<X509Certificate> issue(String commonName, PublicKey key, Instant until) {
    X500Principal name = new X500Principal("CN=" + commonName);
    return List.of(certificate(name, key, false, until), this.certificate);
  }

  /** A KeyStore with a software key and a chain for it. */
  public KeyStore softwareIdentity(String commonName) throws GeneralSecurityException, IOException {
    KeyPair pair = newKeyPair();
    KeyStore keyStore = emptyKeyStore();
    Certificate[] chain = issue(commonName, pair.getPublic()).toArray(Certificate[]::new);
    keyStore.setKeyEntry(commonName, pair.getPrivate(), PASSWORD.toCharArray(), chain);
    return keyStore;
  }

  /** A KeyStore that holds nothing but this authority. */
  public KeyStore trustStore() throws GeneralSecurityException, IOException {
    KeyStore keyStore = emptyKeyStore();
    keyStore.setCertificateEntry("ca", certificate);
    return keyStore;
  }

  /** The trust store as a PKCS #12 file with {@link #PASSWORD}. */
  public Path writeTrustStore(Path file) throws GeneralSecurityException, IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      trustStore().store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  /** The certificate alone, for programs that are not Java. */
  public Path writeCertificate(Path file) throws GeneralSecurityException, IOException {
    return Files.writeString(file, Pem.certificate(certificate.getEncoded()));
  }

  /** A software key and a chain for it in one file, for programs that are not Java. */
  public Path writeSoftwareIdentity(String commonName, Path file)
      throws GeneralSecurityException, IOException {
    KeyPair pair = newKeyPair();
    StringBuilder text = new StringBuilder(Pem.privateKey(pair.getPrivate().getEncoded()));
    for (X509Certificate link : issue(commonName, pair.getPublic())) {
      text.append(Pem.certificate(link.getEncoded()));
    }
    return Files.writeString(file, text);
  }

  private static KeyStore emptyKeyStore() throws GeneralSecurityException, IOException {
    KeyStore keyStore = KeyStore.getInstance("PKCS12", "SunJSSE");
    keyStore.load(null, null);
    return keyStore;
  }

  private static KeyPair newKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** This machine's, and the common name where it is one of DNS. */
  private static GeneralName[] names(X500Principal subject) {
    List<GeneralName> names = new ArrayList<>();
    names.add(new GeneralName(GeneralName.dNSName, "localhost"));
    names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    String commonName = subject.getName().substring("CN=".length());
    if (commonName.matches("[a-z0-9.-]+\\.[a-z]+")) {
      names.add(new GeneralName(GeneralName.dNSName, commonName));
    }
    return names.toArray(GeneralName[]::new);
  }

  private X509Certificate certificate(
      X500Principal subject, PublicKey key, boolean authority, Instant until) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              NAME,
              BigInteger.valueOf(serials.getAndIncrement()),
              Date.from(until.minus(ONE_DAY).minus(Duration.ofHours(1))),
              Date.from(until),
              subject,
              key);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (!authority) {
        builder.addExtension(
            Extension.subjectAlternativeName, false, new GeneralNames(names(subject)));
      }
      return new JcaX509CertificateConverter()
          .setProvider("SUN")
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA")
                      .setProvider("SunEC")
                      .build(keys.getPrivate())));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
