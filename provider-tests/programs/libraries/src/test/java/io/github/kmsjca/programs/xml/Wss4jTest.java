package io.github.kmsjca.programs.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Documents;
import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.programs.LogLines;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Path;
import java.util.Properties;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import org.apache.wss4j.common.WSS4JConstants;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.common.crypto.CryptoFactory;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.common.util.KeyUtils;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.engine.WSSecurityEngine;
import org.apache.wss4j.dom.handler.WSHandlerResult;
import org.apache.wss4j.dom.message.WSSecEncrypt;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

/** WS-Security: messages signed and decrypted through Merlin, WSS4J's view of a KeyStore. */
class Wss4jTest {
  private static final String RSA_SHA256 = "2001/04/xmldsig-more#rsa-sha256";

  /** It asks for a password, which this KeyStore ignores. */
  private static final CallbackHandler PASSWORDS =
      callbacks -> {
        for (Callback callback : callbacks) {
          ((WSPasswordCallback) callback).setPassword("ignored");
        }
      };

  @TempDir private Path folder;

  private Crypto crypto(String alias) throws Exception {
    Properties properties =
        Guide.block("xml.md", "WSS4J", "properties")
            .with("app.kms", LibraryHost.keyStoreFile(folder, alias))
            .properties();
    return CryptoFactory.getInstance(properties);
  }

  private static WSSecHeader envelope() throws Exception {
    WSSecHeader header =
        new WSSecHeader(
            Xml.parse(
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>"
                    + "<order>12 apples</order></s:Body></s:Envelope>"));
    header.insertSecurityHeader();
    return header;
  }

  private static Document sign(Crypto crypto, String alias, String algorithm) throws Exception {
    WSSecHeader header = envelope();
    // guide: xml.md
    WSSecSignature signature = new WSSecSignature(header);
    signature.setUserInfo(alias, "ignored");
    signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
    signature.setSignatureAlgorithm(algorithm);
    Document signed = signature.build(crypto); // 1 Sign
    // end of guide
    return signed;
  }

  private static WSHandlerResult read(Crypto crypto, Document message) throws Exception {
    return new WSSecurityEngine().processSecurityHeader(message, null, PASSWORDS, crypto, crypto);
  }

  @ParameterizedTest
  @CsvSource({
    RSA_SHA256 + ", rsa-2048",
    "2007/05/xmldsig-more#sha256-rsa-MGF1, rsa-2048",
    "2001/04/xmldsig-more#ecdsa-sha256, ecc-nist-p256",
    "2021/04/xmldsig-more#eddsa-ed25519, ecc-nist-edwards25519"
  })
  void signs(String algorithm, String alias) throws Exception {
    Crypto crypto = crypto(alias);
    Calls calls =
        LibraryHost.calls(
            () -> {
              Document signed = sign(crypto, alias, "http://www.w3.org/" + algorithm);
              assertThat(read(crypto, signed).getActionResults()).containsKey(WSConstants.SIGN);
            });
    Documents.WSS4J_SIGNATURES.assertCosts(calls, 1);
  }

  @Test
  void theExceptionSaysThatTheKeyIsDisabled() throws Exception {
    Crypto crypto = crypto("rsa-2048");
    sign(crypto, "rsa-2048", "http://www.w3.org/" + RSA_SHA256);
    LibraryHost.whileDisabled(
        "rsa-2048",
        () ->
            assertThatThrownBy(() -> sign(crypto, "rsa-2048", "http://www.w3.org/" + RSA_SHA256))
                .isInstanceOf(WSSecurityException.class)
                .hasMessageContaining("the key is disabled"));
  }

  private static Document encrypted(Crypto crypto, String digest, String mgf) throws Exception {
    WSSecEncrypt encrypt = new WSSecEncrypt(envelope());
    encrypt.setUserInfo(TestKms.RSA_ENCRYPTION);
    if (digest != null) {
      encrypt.setKeyEncAlgo(WSS4JConstants.KEYTRANSPORT_RSAOAEP_XENC11);
      encrypt.setDigestAlgorithm(digest);
      encrypt.setMGFAlgorithm(mgf);
    }
    encrypt.setSymmetricEncAlgorithm(WSS4JConstants.AES_256_GCM);
    return encrypt.build(
        crypto, KeyUtils.getKeyGenerator(WSS4JConstants.AES_256_GCM).generateKey());
  }

  @ParameterizedTest
  @CsvSource({",", WSS4JConstants.SHA256 + ", " + WSS4JConstants.MGF_SHA256})
  void decrypts(String digest, String mgf) throws Exception {
    Crypto crypto = crypto(TestKms.RSA_ENCRYPTION);
    Document message = encrypted(crypto, digest, mgf);
    assertThat(message.getElementsByTagName("order").getLength()).isZero();
    Calls calls = LibraryHost.calls(() -> read(crypto, message));
    assertThat(message.getElementsByTagName("order").item(0).getTextContent())
        .isEqualTo("12 apples");
    Documents.WSS4J_DECRYPTION.assertCosts(calls, 1);
  }

  /** It goes on with a random key, so that nobody learns from what fails. */
  @Test
  void ourLogSaysWhyDecryptionFailed() throws Exception {
    Crypto crypto = crypto(TestKms.RSA_ENCRYPTION);
    read(crypto, encrypted(crypto, null, null));
    Document message = encrypted(crypto, null, null);
    try (LogLines log = LogLines.of("io.github.kmsjca")) {
      LibraryHost.whileDisabled(
          TestKms.RSA_ENCRYPTION,
          () ->
              assertThatThrownBy(() -> read(crypto, message))
                  .isInstanceOf(WSSecurityException.class)
                  .hasMessageContaining("Tag mismatch"));
      assertThat(log.text()).contains("the key is disabled");
    }
  }
}
