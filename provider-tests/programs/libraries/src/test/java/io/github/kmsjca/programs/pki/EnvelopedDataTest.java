package io.github.kmsjca.programs.pki;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Documents;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.testkit.TestKms;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S/MIME: CMS messages that were encrypted to the certificate of a key in KMS. */
class EnvelopedDataTest {
  private static final byte[] CONTENT = "To whom it may concern".getBytes(UTF_8);
  private static final Provider CASTLE = new BouncyCastleProvider();

  /** Of the JDK's providers none has the senders' EC keys by the names that CMS has for them. */
  @BeforeAll
  static void register() {
    assertThat(LibraryHost.place()).isNotNull();
    Security.addProvider(CASTLE);
  }

  @AfterAll
  static void unregister() {
    Security.removeProvider(CASTLE.getName());
  }

  private static CMSEnvelopedData message(RecipientInfoGenerator recipient) throws Exception {
    CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
    generator.addRecipientInfoGenerator(recipient);
    return generator.generate(
        new CMSProcessableByteArray(CONTENT),
        new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC).setProvider(CASTLE).build());
  }

  private static CMSEnvelopedData toRsa(X509Certificate certificate, OAEPParameterSpec oaep)
      throws Exception {
    AlgorithmIdentifier algorithm =
        new JcaAlgorithmParametersConverter()
            .getAlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, oaep);
    return message(
        new JceKeyTransRecipientInfoGenerator(certificate, algorithm).setProvider(CASTLE));
  }

  private static CMSEnvelopedData toEc(X509Certificate certificate) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", CASTLE);
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair sender = generator.generateKeyPair();
    return message(
        new JceKeyAgreeRecipientInfoGenerator(
                CMSAlgorithm.ECDH_SHA256KDF,
                sender.getPrivate(),
                sender.getPublic(),
                CMSAlgorithm.AES256_WRAP)
            .addRecipient(certificate)
            .setProvider(CASTLE));
  }

  private static byte[] decryptByRsa(
      CMSEnvelopedData message, X509Certificate certificate, PrivateKey key) throws CMSException {
    // guide: documents.md
    RecipientInformation recipient =
        message.getRecipientInfos().get(new JceKeyTransRecipientId(certificate));
    byte[] content = recipient.getContent(new JceKeyTransEnvelopedRecipient(key)); // 1 Decrypt
    // end of guide
    return content;
  }

  private static byte[] decryptByEcdh(
      CMSEnvelopedData message, X509Certificate certificate, PrivateKey key) throws CMSException {
    // guide: documents.md
    RecipientInformation recipient =
        message.getRecipientInfos().get(new JceKeyAgreeRecipientId(certificate));
    SubjectPublicKeyInfo info =
        SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded());
    byte[] content =
        recipient.getContent(
            new JceKeyAgreeEnvelopedRecipient(key)
                .setPrivateKeyAlgorithmIdentifier(info.getAlgorithm())); // 1 DeriveSharedSecret
    // end of guide
    return content;
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA-1", "SHA-256"})
  void decryptsWithRsa(String digest) throws Exception {
    X509Certificate certificate = LibraryHost.certificate(TestKms.RSA_ENCRYPTION);
    CMSEnvelopedData message = toRsa(certificate, oaep(digest));
    Calls calls =
        LibraryHost.calls(
            () ->
                assertThat(
                        decryptByRsa(
                            message, certificate, LibraryHost.privateKey(TestKms.RSA_ENCRYPTION)))
                    .isEqualTo(CONTENT));
    Documents.BCPKIX_RSA_DECRYPTION.assertCosts(calls, 1);
  }

  private static OAEPParameterSpec oaep(String digest) {
    return new OAEPParameterSpec(
        digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT);
  }

  @Test
  void decryptsWithEcdh() throws Exception {
    X509Certificate certificate = LibraryHost.certificate("ecdh-p256");
    CMSEnvelopedData message = toEc(certificate);
    Calls calls =
        LibraryHost.calls(
            () ->
                assertThat(decryptByEcdh(message, certificate, LibraryHost.privateKey("ecdh-p256")))
                    .isEqualTo(CONTENT));
    Documents.BCPKIX_ECDH_DECRYPTION.assertCosts(calls, 1);
  }

  @Test
  void theExceptionSaysThatTheKeyIsDisabled() throws Exception {
    X509Certificate certificate = LibraryHost.certificate(TestKms.RSA_ENCRYPTION);
    CMSEnvelopedData message = toRsa(certificate, oaep("SHA-256"));
    PrivateKey key = LibraryHost.privateKey(TestKms.RSA_ENCRYPTION);
    LibraryHost.whileDisabled(
        TestKms.RSA_ENCRYPTION,
        () ->
            assertThatThrownBy(() -> decryptByRsa(message, certificate, key))
                .hasStackTraceContaining("the key is disabled"));
    X509Certificate ecCertificate = LibraryHost.certificate("ecdh-p256");
    CMSEnvelopedData toEc = toEc(ecCertificate);
    PrivateKey ecKey = LibraryHost.privateKey("ecdh-p256");
    LibraryHost.whileDisabled(
        "ecdh-p256",
        () ->
            assertThatThrownBy(() -> decryptByEcdh(toEc, ecCertificate, ecKey))
                .hasStackTraceContaining("the key is disabled"));
  }
}
