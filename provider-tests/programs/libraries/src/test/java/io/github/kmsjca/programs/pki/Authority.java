package io.github.kmsjca.programs.pki;

import io.github.kmsjca.programs.LibraryHost;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certification authority, made with bcpkix, whose key is in KMS. */
final class Authority {
  static final String KEY = "ecc-nist-p384";
  static final String ALGORITHM = "SHA384withECDSA";

  private final X509Certificate certificate;
  private long issued;

  Authority() throws Exception {
    certificate = LibraryHost.certificate(KEY);
  }

  X509Certificate certificate() {
    return certificate;
  }

  private static PrivateKey key() throws GeneralSecurityException, java.io.IOException {
    return LibraryHost.privateKey(KEY);
  }

  ContentSigner signer() throws Exception {
    return new JcaContentSignerBuilder(ALGORITHM).build(key());
  }

  private static BigInteger serial(long number) {
    return BigInteger.valueOf(number);
  }

  X509Certificate issue(String name, PublicKey subjectKey) throws Exception {
    PrivateKey authorityKey = key();
    X500Principal subject = new X500Principal("CN=" + name);
    BigInteger serial = serial(++issued);
    // guide: certificates.md
    Instant now = Instant.now();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            certificate.getSubjectX500Principal(),
            serial,
            Date.from(now),
            Date.from(now.plus(Duration.ofDays(90))),
            subject,
            subjectKey);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    ContentSigner signer = new JcaContentSignerBuilder("SHA384withECDSA").build(authorityKey);
    X509CertificateHolder issuedCertificate = builder.build(signer); // 1 Sign
    // end of guide
    return new JcaX509CertificateConverter().getCertificate(issuedCertificate);
  }

  /** Its own certificate, for time stamps, with a key that is in KMS. */
  static X509Certificate timeStamping(String alias) throws Exception {
    X500Principal name = new X500Principal("CN=Time");
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(Duration.ofDays(1))),
            name,
            LibraryHost.certificate(alias).getPublicKey());
    builder.addExtension(
        Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withRSA")
                    .build(LibraryHost.privateKey(alias))));
  }
}
