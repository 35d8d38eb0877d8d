package io.github.kmsjca.programs.opensaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Documents;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.programs.LogLines;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import net.shibboleth.utilities.java.support.resolver.CriteriaSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opensaml.core.config.InitializationService;
import org.opensaml.core.criterion.EntityIdCriterion;
import org.opensaml.core.xml.util.XMLObjectSupport;
import org.opensaml.saml.saml2.core.Assertion;
import org.opensaml.saml.saml2.core.EncryptedAssertion;
import org.opensaml.saml.saml2.core.Issuer;
import org.opensaml.saml.saml2.encryption.Decrypter;
import org.opensaml.saml.saml2.encryption.Encrypter;
import org.opensaml.security.credential.BasicCredential;
import org.opensaml.security.credential.Credential;
import org.opensaml.security.credential.impl.KeyStoreCredentialResolver;
import org.opensaml.xmlsec.SignatureSigningParameters;
import org.opensaml.xmlsec.encryption.support.DataEncryptionParameters;
import org.opensaml.xmlsec.encryption.support.DecryptionException;
import org.opensaml.xmlsec.encryption.support.EncryptionConstants;
import org.opensaml.xmlsec.encryption.support.InlineEncryptedKeyResolver;
import org.opensaml.xmlsec.encryption.support.KeyEncryptionParameters;
import org.opensaml.xmlsec.encryption.support.RSAOAEPParameters;
import org.opensaml.xmlsec.keyinfo.impl.StaticKeyInfoCredentialResolver;
import org.opensaml.xmlsec.signature.support.SignatureConstants;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.SignatureSupport;
import org.opensaml.xmlsec.signature.support.SignatureValidator;

/** Assertions signed with, and encrypted to, keys that OpenSAML finds in a KeyStore. */
class OpenSamlTest {
  private static final String ISSUER = "https://idp.example.org";

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    assertThat(LibraryHost.place()).isNotNull();
    InitializationService.initialize();
  }

  private Credential credential(String alias) throws Exception {
    KeyStore keys = KeyStoreText.load(LibraryHost.keyStoreFile(folder, alias));
    // guide: xml.md
    Credential credential =
        new KeyStoreCredentialResolver(keys, Map.of(alias, "ignored"))
            .resolveSingle(new CriteriaSet(new EntityIdCriterion(alias)));
    // end of guide
    return credential;
  }

  private static Assertion assertion() {
    Assertion assertion =
        (Assertion) XMLObjectSupport.buildXMLObject(Assertion.DEFAULT_ELEMENT_NAME);
    assertion.setID("_1");
    Issuer issuer = (Issuer) XMLObjectSupport.buildXMLObject(Issuer.DEFAULT_ELEMENT_NAME);
    issuer.setValue(ISSUER);
    assertion.setIssuer(issuer);
    return assertion;
  }

  private static Assertion signed(Credential credential, String algorithm) throws Exception {
    Assertion assertion = assertion();
    // guide: xml.md
    SignatureSigningParameters parameters = new SignatureSigningParameters();
    parameters.setSigningCredential(credential);
    parameters.setSignatureAlgorithm(algorithm);
    parameters.setSignatureReferenceDigestMethod(SignatureConstants.ALGO_ID_DIGEST_SHA256);
    parameters.setSignatureCanonicalizationAlgorithm(
        SignatureConstants.ALGO_ID_C14N_EXCL_OMIT_COMMENTS);
    SignatureSupport.signObject(assertion, parameters); // 1 Sign
    // end of guide
    return assertion;
  }

  @ParameterizedTest
  @CsvSource({
    SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA256 + ", rsa-2048",
    "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1, rsa-2048",
    SignatureConstants.ALGO_ID_SIGNATURE_ECDSA_SHA256 + ", ecc-nist-p256"
  })
  void signs(String algorithm, String alias) throws Exception {
    Credential credential = credential(alias);
    Calls calls =
        LibraryHost.calls(
            () ->
                SignatureValidator.validate(
                    signed(credential, algorithm).getSignature(), credential));
    Documents.OPENSAML_SIGNATURES.assertCosts(calls, 1);
  }

  @Test
  void theExceptionSaysThatTheKeyIsDisabled() throws Exception {
    Credential credential = credential("rsa-2048");
    LibraryHost.whileDisabled(
        "rsa-2048",
        () ->
            assertThatThrownBy(
                    () -> signed(credential, SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA256))
                .isInstanceOf(SignatureException.class)
                .hasStackTraceContaining("the key is disabled"));
  }

  /** By what {@link Encrypter} does if nobody tells it more, and by OAEP with SHA-256. */
  private static EncryptedAssertion encrypted(Credential recipient, boolean withSha256)
      throws Exception {
    KeyEncryptionParameters key = new KeyEncryptionParameters();
    key.setEncryptionCredential(new BasicCredential(recipient.getPublicKey()));
    key.setAlgorithm(EncryptionConstants.ALGO_ID_KEYTRANSPORT_RSAOAEP);
    if (withSha256) {
      key.setAlgorithm(EncryptionConstants.ALGO_ID_KEYTRANSPORT_RSAOAEP11);
      key.setRSAOAEPParameters(
          new RSAOAEPParameters(
              EncryptionConstants.ALGO_ID_DIGEST_SHA256,
              EncryptionConstants.ALGO_ID_MGF1_SHA256,
              null));
    }
    DataEncryptionParameters data = new DataEncryptionParameters();
    data.setAlgorithm(EncryptionConstants.ALGO_ID_BLOCKCIPHER_AES256_GCM);
    Encrypter encrypter = new Encrypter(data, key);
    encrypter.setKeyPlacement(Encrypter.KeyPlacement.INLINE);
    return encrypter.encrypt(assertion());
  }

  private static Assertion decrypted(Credential credential, EncryptedAssertion encrypted)
      throws Exception {
    // guide: xml.md
    Decrypter decrypter =
        new Decrypter(
            null,
            new StaticKeyInfoCredentialResolver(credential),
            new InlineEncryptedKeyResolver());
    Assertion assertion = decrypter.decrypt(encrypted); // 1 Decrypt
    // end of guide
    return assertion;
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void decrypts(boolean withSha256) throws Exception {
    Credential credential = credential(TestKms.RSA_ENCRYPTION);
    EncryptedAssertion encrypted = encrypted(credential, withSha256);
    Calls calls =
        LibraryHost.calls(
            () ->
                assertThat(decrypted(credential, encrypted).getIssuer().getValue())
                    .isEqualTo(ISSUER));
    Documents.OPENSAML_DECRYPTION.assertCosts(calls, 1);
  }

  /** The exception itself knows no more than that there was no key. */
  @Test
  void ourLogSaysWhyDecryptionFailed() throws Exception {
    Credential credential = credential(TestKms.RSA_ENCRYPTION);
    EncryptedAssertion encrypted = encrypted(credential, true);
    try (LogLines log = LogLines.of("io.github.kmsjca")) {
      LibraryHost.whileDisabled(
          TestKms.RSA_ENCRYPTION,
          () ->
              assertThatThrownBy(() -> decrypted(credential, encrypted))
                  .isInstanceOf(DecryptionException.class)
                  .hasMessage("Failed to decrypt EncryptedData"));
      assertThat(log.text()).contains("the key is disabled");
    }
  }
}
