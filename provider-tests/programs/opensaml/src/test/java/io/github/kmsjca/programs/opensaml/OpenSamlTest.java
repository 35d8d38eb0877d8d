package io.github.kmsjca.programs.opensaml;

import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.testkit.KeyStoreText;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import net.shibboleth.utilities.java.support.resolver.CriteriaSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.Test;
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
import org.opensaml.xmlsec.encryption.support.EncryptionConstants;
import org.opensaml.xmlsec.encryption.support.InlineEncryptedKeyResolver;
import org.opensaml.xmlsec.encryption.support.KeyEncryptionParameters;
import org.opensaml.xmlsec.encryption.support.RSAOAEPParameters;
import org.opensaml.xmlsec.keyinfo.impl.StaticKeyInfoCredentialResolver;
import org.opensaml.xmlsec.signature.support.SignatureConstants;
import org.opensaml.xmlsec.signature.support.SignatureSupport;
import org.opensaml.xmlsec.signature.support.SignatureValidator;

class OpenSamlTest {
  @TempDir private Path folder;

  @BeforeAll
  static void init() throws Exception {
    System.out.println(LibraryHost.place());
    InitializationService.initialize();
  }

  private Credential credential(String alias) throws Exception {
    KeyStore keys = KeyStoreText.load(LibraryHost.keyStoreFile(folder, alias));
    return new KeyStoreCredentialResolver(keys, Map.of(alias, "ignored")).resolveSingle(new CriteriaSet(new EntityIdCriterion(alias)));
  }

  private static Assertion assertion() throws Exception {
    Assertion a = (Assertion) XMLObjectSupport.buildXMLObject(Assertion.DEFAULT_ELEMENT_NAME);
    a.setID("_1");
    Issuer i = (Issuer) XMLObjectSupport.buildXMLObject(Issuer.DEFAULT_ELEMENT_NAME);
    i.setValue("https://idp.example.org");
    a.setIssuer(i);
    return a;
  }

  static Assertion sign(Credential c, String alg) throws Exception {
    Assertion a = assertion();
    SignatureSigningParameters p = new SignatureSigningParameters();
    p.setSigningCredential(c);
    p.setSignatureAlgorithm(alg);
    p.setSignatureReferenceDigestMethod(SignatureConstants.ALGO_ID_DIGEST_SHA256);
    p.setSignatureCanonicalizationAlgorithm(SignatureConstants.ALGO_ID_C14N_EXCL_OMIT_COMMENTS);
    SignatureSupport.signObject(a, p);
    return a;
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-2048, http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    "rsa-2048, http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
    "ecc-nist-p256, http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
  })
  void signs(String alias, String alg) throws Exception {
    Credential c = credential(alias);
    System.out.println(LibraryHost.calls(() -> SignatureValidator.validate(sign(c, alg).getSignature(), c)));
    LibraryHost.whileDisabled(alias, () -> {
      try { sign(c, alg); } catch (Exception e) { e.printStackTrace(System.out); }
    });
  }

  @ParameterizedTest
  @CsvSource({"http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p,", "http://www.w3.org/2009/xmlenc11#rsa-oaep,y"})
  void decrypts(String alg, String p) throws Exception {
    String alias = "rsa-2048-encryption";
    Credential c = credential(alias);
    KeyEncryptionParameters k = new KeyEncryptionParameters();
    k.setAlgorithm(alg);
    k.setEncryptionCredential(new BasicCredential(c.getPublicKey()));
    if (p != null) k.setRSAOAEPParameters(new RSAOAEPParameters("http://www.w3.org/2001/04/xmlenc#sha256","http://www.w3.org/2009/xmlenc11#mgf1sha256", null));
    DataEncryptionParameters d = new DataEncryptionParameters();
    d.setAlgorithm("http://www.w3.org/2009/xmlenc11#aes256-gcm");
    EncryptedAssertion e = new Encrypter(d, k).encrypt(assertion());
    Decrypter dec = new Decrypter(null, new StaticKeyInfoCredentialResolver(c), new InlineEncryptedKeyResolver());
    System.out.println(LibraryHost.calls(() -> System.out.println(dec.decrypt(e).getIssuer().getValue())));
    LibraryHost.whileDisabled(alias, () -> {
      try { dec.decrypt(e); } catch (Exception x) { x.printStackTrace(System.out); }
    });
  }
}
