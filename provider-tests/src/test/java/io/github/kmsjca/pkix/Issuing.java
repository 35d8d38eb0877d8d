package io.github.kmsjca.pkix;

import io.github.kmsjca.spec.KmsPrivateKey;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** The three things that people make with bcpkix, as its documentation shows them. */
final class Issuing {
  private static final X500Principal NAME = new X500Principal("CN=signed in KMS");

  private Issuing() {}

  /** A self-signed certificate. */
  static X509CertificateHolder certificate(ContentSigner signer, KmsPrivateKey key) {
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
            NAME,
            BigInteger.ONE,
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(Duration.ofDays(1))),
            NAME,
            key.publicKey())
        .build(signer);
  }

  static PKCS10CertificationRequest request(ContentSigner signer, KmsPrivateKey key) {
    return new JcaPKCS10CertificationRequestBuilder(NAME, key.publicKey()).build(signer);
  }

  /** Content, signed attributes, signature and certificate in one. */
  static CMSSignedData signedData(
      ContentSigner signer, X509CertificateHolder certificate, byte[] content) throws Exception {
    return signedData(
        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
            .build(signer, certificate),
        certificate,
        content);
  }

  static CMSSignedData signedData(
      SignerInfoGenerator signer, X509CertificateHolder certificate, byte[] content)
      throws Exception {
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(signer);
    generator.addCertificate(certificate);
    return generator.generate(new CMSProcessableByteArray(content), true);
  }
}
