package io.github.kmsjca.programs.pki;

import io.github.kmsjca.programs.LibraryHost;
import java.math.BigInteger;
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

  private final X509Certificate certificate;
  private long issued;

  Authority() throws Exception {
    certificate = LibraryHost.certificate(KEY);
  }

  X509Certificate certificate() {
    return certificate;
  }

  ContentSigner signer() throws Exception {
    return new JcaContentSignerBuilder("SHA384withECDSA").build(LibraryHost.privateKey(KEY));
  }

  X509Certificate issue(String name, PublicKey subjectKey) throws Exception {
    PrivateKey authorityKey = LibraryHost.privateKey(KEY);
    X500Principal subject = new X500Principal("CN=" + name);
    BigInteger serial = BigInteger.valueOf(++issued);
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

  /** Of a time-stamping authority, which here certifies itself. */
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
                new JcaContentSignerBuilder("SHA256withRSA").build(LibraryHost.privateKey(alias))));
  }
}
