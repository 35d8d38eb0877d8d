package io.github.kmsjca.programs.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Documents;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.programs.LogLines;
import io.github.kmsjca.testkit.TestKms;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.apache.xml.security.Init;
import org.apache.xml.security.encryption.EncryptedData;
import org.apache.xml.security.encryption.EncryptedKey;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.encryption.XMLEncryptionException;
import org.apache.xml.security.encryption.params.ConcatKDFParams;
import org.apache.xml.security.encryption.params.KeyAgreementParameters;
import org.apache.xml.security.keys.KeyInfo;
import org.apache.xml.security.utils.EncryptionConstants;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Apache Santuario opens what was encrypted to a key in KMS. */
class SantuarioEncryptionTest {
  private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";

  @BeforeAll
  static void start() {
    Init.init();
  }

  /** How a sender puts the key of the content into the document. */
  @FunctionalInterface
  private interface Wrapping {
    EncryptedKey of(Document document, SecretKey contentKey) throws Exception;
  }

  private static Document encrypted(Wrapping wrapping) throws Exception {
    Document document = Xml.order();
    SecretKey contentKey = KeyGenerator.getInstance("AES").generateKey();
    XMLCipher cipher =
        XMLCipher.getInstance(
            contentKey.getEncoded().length == 16 ? XMLCipher.AES_128_GCM : XMLCipher.AES_256_GCM);
    cipher.init(XMLCipher.ENCRYPT_MODE, contentKey);
    KeyInfo info = new KeyInfo(document);
    info.add(wrapping.of(document, contentKey));
    EncryptedData data = cipher.getEncryptedData();
    data.setKeyInfo(info);
    return cipher.doFinal(document, Xml.element(document, "item"));
  }

  private static Wrapping rsa(PublicKey key, String algorithm, String mgf, String digest) {
    return (document, contentKey) -> {
      XMLCipher cipher = XMLCipher.getInstance(algorithm, null, digest);
      cipher.init(XMLCipher.WRAP_MODE, key);
      return cipher.encryptKey(document, contentKey, mgf, null);
    };
  }

  private static Wrapping ecdh(PublicKey key) {
    return (document, contentKey) -> {
      KeyAgreementParameters agreement =
          new KeyAgreementParameters(
              KeyAgreementParameters.ActorType.ORIGINATOR,
              EncryptionConstants.ALGO_ID_KEYAGREEMENT_ECDH_ES,
              ConcatKDFParams.createBuilder(256, SHA256).build());
      agreement.setRecipientPublicKey(key);
      XMLCipher cipher = XMLCipher.getInstance(XMLCipher.AES_256_KeyWrap);
      cipher.init(XMLCipher.WRAP_MODE, key);
      return cipher.encryptKey(document, contentKey, agreement, null);
    };
  }

  private static void decrypt(Document document, PrivateKey key) throws Exception {
    // guide: xml.md
    Element data = (Element) document.getElementsByTagNameNS("*", "EncryptedData").item(0);
    XMLCipher cipher = XMLCipher.getInstance();
    cipher.init(XMLCipher.DECRYPT_MODE, null);
    cipher.setKEK(key);
    cipher.doFinal(document, data); // 1 Decrypt, or with ECDH-ES 1 DeriveSharedSecret
    // end of guide
  }

  @ParameterizedTest
  @CsvSource({
    "2001/04/xmlenc#rsa-oaep-mgf1p, ,",
    "2009/xmlenc11#rsa-oaep, http://www.w3.org/2009/xmlenc11#mgf1sha256, " + SHA256
  })
  void decryptsWithRsa(String algorithm, String mgf, String digest) throws Exception {
    PublicKey publicKey = LibraryHost.certificate(TestKms.RSA_ENCRYPTION).getPublicKey();
    Document document = encrypted(rsa(publicKey, "http://www.w3.org/" + algorithm, mgf, digest));
    Calls calls =
        LibraryHost.calls(() -> decrypt(document, LibraryHost.privateKey(TestKms.RSA_ENCRYPTION)));
    assertThat(document.getDocumentElement().getTextContent()).isEqualTo(Xml.CONTENT);
    Documents.SANTUARIO_RSA_DECRYPTION.assertCosts(calls, 1);
  }

  @ParameterizedTest
  @CsvSource({"ecdh-p256", "ecdh-p384"})
  void decryptsWithEcdh(String alias) throws Exception {
    Document document = encrypted(ecdh(LibraryHost.certificate(alias).getPublicKey()));
    Calls calls = LibraryHost.calls(() -> decrypt(document, LibraryHost.privateKey(alias)));
    assertThat(document.getDocumentElement().getTextContent()).isEqualTo(Xml.CONTENT);
    Documents.SANTUARIO_ECDH_DECRYPTION.assertCosts(calls, 1);
    Document another = encrypted(ecdh(LibraryHost.certificate(alias).getPublicKey()));
    PrivateKey key = LibraryHost.privateKey(alias);
    LibraryHost.whileDisabled(
        alias,
        () ->
            assertThatThrownBy(() -> decrypt(another, key))
                .hasStackTraceContaining("the key is disabled"));
  }

  @Test
  void theExceptionSaysThatTheKeyIsDisabled() throws Exception {
    PublicKey publicKey = LibraryHost.certificate(TestKms.RSA_ENCRYPTION).getPublicKey();
    Document document = encrypted(rsa(publicKey, XMLCipher.RSA_OAEP, null, null));
    PrivateKey key = LibraryHost.privateKey(TestKms.RSA_ENCRYPTION);
    LibraryHost.whileDisabled(
        TestKms.RSA_ENCRYPTION,
        () ->
            assertThatThrownBy(() -> decrypt(document, key))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("the key is disabled"));
  }

  /** The exception itself knows no more than that there was no key. */
  @Test
  void theLogSaysWhatKmsLacks() throws Exception {
    PublicKey publicKey = LibraryHost.certificate(TestKms.RSA_ENCRYPTION).getPublicKey();
    Document document = encrypted(rsa(publicKey, XMLCipher.RSA_v1dot5, null, null));
    PrivateKey key = LibraryHost.privateKey(TestKms.RSA_ENCRYPTION);
    try (LogLines log = LogLines.of("org.apache.xml.security")) {
      assertThatThrownBy(() -> decrypt(document, key))
          .isInstanceOf(XMLEncryptionException.class)
          .hasMessageContaining("encryption.nokey");
      assertThat(log.text()).contains("KMS has no PKCS");
    }
  }
}
