package io.github.kmsjca.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TestKms;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S/MIME's way of encrypting to an EC certificate (RFC 5753), with Bouncy Castle on both sides. */
@ResourceLock(ProviderPlace.LOCK)
class CmsTest {
  private static final byte[] CONTENT = "To whom it may concern".getBytes(UTF_8);

  @RegisterExtension static final TestKms kms = TestKms.start();
  private final Provider castle = new BouncyCastleProvider();

  /** It makes the public keys of messages, by names that nobody else has. */
  @BeforeEach
  void install() {
    Security.addProvider(castle);
  }

  @AfterEach
  void remove() {
    Security.removeProvider(castle.getName());
  }

  @ParameterizedTest
  @CsvSource({
    "ECC_NIST_P256, secp256r1, 1.3.133.16.840.63.0.2, 2.16.840.1.101.3.4.1.5",
    "ECC_NIST_P256, secp256r1, 1.3.132.1.11.1, 2.16.840.1.101.3.4.1.5",
    "ECC_NIST_P384, secp384r1, 1.3.133.16.840.63.0.2, 2.16.840.1.101.3.4.1.45",
    "ECC_NIST_P384, secp384r1, 1.3.132.1.11.1, 2.16.840.1.101.3.4.1.25",
    "ECC_NIST_P384, secp384r1, 1.3.132.1.11.2, 2.16.840.1.101.3.4.1.45",
    "ECC_NIST_P521, secp521r1, 1.3.133.16.840.63.0.2, 1.2.840.113549.1.9.16.3.6",
    "ECC_NIST_P521, secp521r1, 1.3.132.1.11.1, 2.16.840.1.101.3.4.1.45",
    "ECC_NIST_P521, secp521r1, 1.3.132.1.11.3, 2.16.840.1.101.3.4.1.45",
    "ECC_NIST_P256, secp256r1, 1.3.133.16.840.63.0.3, 2.16.840.1.101.3.4.1.45",
    "ECC_NIST_P256, secp256r1, 1.3.132.1.14.1, 2.16.840.1.101.3.4.1.45"
  })
  void encryptedToAnEcCertificate(String spec, String curve, String agreement, String wrapping)
      throws Exception {
    Provider provider = kms.provider();
    String alias = ("cms-" + spec + "-" + agreement + "-" + wrapping).replace('.', '_');
    kms.create(alias, spec, "KEY_AGREEMENT");
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, alias);
    X509Certificate certificate = new TestCa().issue("recipient", key.publicKey()).get(0);
    byte[] message = encrypt(certificate, curve, agreement, wrapping);
    for (ProviderPlace place : ProviderPlace.values()) {
      kms.local().calls().clear();
      place.with(provider, () -> assertThat(decrypt(message, key, certificate)).isEqualTo(CONTENT));
      kms.assertCalls(1, "DeriveSharedSecret");
    }
  }

  private byte[] encrypt(
      X509Certificate certificate, String curve, String agreement, String wrapping)
      throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", castle);
    generator.initialize(new ECGenParameterSpec(curve));
    KeyPair sender = generator.generateKeyPair();
    CMSEnvelopedDataGenerator data = new CMSEnvelopedDataGenerator();
    data.addRecipientInfoGenerator(
        new JceKeyAgreeRecipientInfoGenerator(
                new ASN1ObjectIdentifier(agreement),
                sender.getPrivate(),
                sender.getPublic(),
                new ASN1ObjectIdentifier(wrapping))
            .addRecipient(certificate)
            .setProvider(castle));
    return data.generate(
            new CMSProcessableByteArray(CONTENT),
            new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC).setProvider(castle).build())
        .getEncoded();
  }

  private static byte[] decrypt(byte[] message, KmsPrivateKey key, X509Certificate certificate)
      throws Exception {
    RecipientInformation recipient =
        new CMSEnvelopedData(message)
            .getRecipientInfos()
            .get(new JceKeyAgreeRecipientId(certificate));
    return recipient.getContent(
        new JceKeyAgreeEnvelopedRecipient(key)
            .setPrivateKeyAlgorithmIdentifier(
                SubjectPublicKeyInfo.getInstance(key.publicKey().getEncoded()).getAlgorithm()));
  }
}
