package io.github.kmsjca.programs.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Documents;
import io.github.kmsjca.programs.LibraryHost;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.jcajce.JcaCertificateID;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a certification authority makes with bcpkix, without a word about the provider. */
@SuppressWarnings("JavaUtilDate") // as Bouncy Castle has it
class AuthorityTest {
  private static Authority authority;
  private static PublicKey authorityKey;
  private static PublicKey subjectKey;

  @BeforeAll
  static void start() throws Exception {
    authority = new Authority();
    authorityKey = authority.certificate().getPublicKey();
    subjectKey = LibraryHost.certificate("rsa-2048").getPublicKey();
  }

  @Test
  void certificates() throws Exception {
    List<X509Certificate> issued = new ArrayList<>();
    Calls calls =
        LibraryHost.calls(
            () -> {
              for (int i = 0; i < 5; i++) {
                issued.add(authority.issue("shop" + i, subjectKey));
              }
            });
    for (X509Certificate certificate : issued) {
      certificate.verify(authorityKey);
    }
    Documents.BCPKIX.assertCosts(calls, issued.size());
  }

  @Test
  void aRevocationList() throws Exception {
    X509CRL[] list = new X509CRL[1];
    Calls calls =
        LibraryHost.calls(
            () -> {
              JcaX509v2CRLBuilder builder =
                  new JcaX509v2CRLBuilder(authority.certificate(), new Date());
              builder.addCRLEntry(BigInteger.ONE, new Date(), CRLReason.keyCompromise);
              list[0] = new JcaX509CRLConverter().getCRL(builder.build(authority.signer()));
            });
    list[0].verify(authorityKey);
    assertThat(list[0].getRevokedCertificate(BigInteger.ONE)).isNotNull();
    Documents.BCPKIX.assertCosts(calls, 1);
  }

  @Test
  void anOcspResponse() throws Exception {
    DigestCalculator sha1 =
        new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
    CertificateID asked = new JcaCertificateID(sha1, authority.certificate(), BigInteger.TWO);
    BasicOCSPResp[] response = new BasicOCSPResp[1];
    Calls calls =
        LibraryHost.calls(
            () -> {
              BasicOCSPRespBuilder builder = new JcaBasicOCSPRespBuilder(authorityKey, sha1);
              builder.addResponse(asked, CertificateStatus.GOOD);
              response[0] = builder.build(authority.signer(), null, new Date());
            });
    assertThat(
            response[0].isSignatureValid(
                new JcaContentVerifierProviderBuilder().build(authorityKey)))
        .isTrue();
    Documents.BCPKIX.assertCosts(calls, 1);
  }

  @Test
  void signedData() throws Exception {
    X509Certificate certificate = authority.certificate();
    CMSSignedData[] signed = new CMSSignedData[1];
    byte[] content = {1, 2, 3};
    PrivateKey key = LibraryHost.privateKey(Authority.KEY);
    Calls calls =
        LibraryHost.calls(
            () -> {
              // guide: documents.md
              CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
              generator.addSignerInfoGenerator(
                  new JcaSimpleSignerInfoGeneratorBuilder()
                      .build("SHA384withECDSA", key, certificate));
              generator.addCertificates(new JcaCertStore(List.of(certificate)));
              CMSSignedData message =
                  generator.generate(new CMSProcessableByteArray(content), true); // 1 Sign
              // end of guide
              signed[0] = message;
            });
    SignerInformation signer = signed[0].getSignerInfos().iterator().next();
    assertThat(signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate))).isTrue();
    Documents.BCPKIX.assertCosts(calls, 1);
  }

  @Test
  void theExceptionSaysThatTheKeyIsDisabled() throws Exception {
    authority.issue("first", subjectKey);
    LibraryHost.whileDisabled(
        Authority.KEY,
        () ->
            assertThatThrownBy(() -> authority.issue("second", subjectKey))
                .hasMessageContaining("the key is disabled"));
  }
}
