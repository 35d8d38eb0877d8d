package io.github.kmsjca.programs.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Documents;
import io.github.kmsjca.programs.LibraryHost;
import java.security.Key;
import java.security.PublicKey;
import java.util.List;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

/** The JDK's own XML signatures, by {@code javax.xml.crypto.dsig}. */
class JdkXmlSignatureTest {
  private static final String MORE_2001 = "http://www.w3.org/2001/04/xmldsig-more#";

  private static void sign(Document document, Key key, String algorithm) throws Exception {
    // guide: xml.md
    XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
    Reference all =
        factory.newReference(
            "",
            factory.newDigestMethod(DigestMethod.SHA256, null),
            List.of(factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null)),
            null,
            null);
    SignedInfo info =
        factory.newSignedInfo(
            factory.newCanonicalizationMethod(
                CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
            factory.newSignatureMethod(algorithm, null),
            List.of(all));
    DOMSignContext context = new DOMSignContext(key, document.getDocumentElement());
    factory.newXMLSignature(info, null).sign(context); // 1 Sign
    // end of guide
  }

  private static boolean isValid(Document document, Key key) throws Exception {
    DOMValidateContext context = new DOMValidateContext(key, Xml.element(document, "Signature"));
    return XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context).validate(context);
  }

  @ParameterizedTest
  @CsvSource({
    "2001/04/xmldsig-more#rsa-sha256, rsa-2048",
    "2001/04/xmldsig-more#rsa-sha384, rsa-2048",
    "2001/04/xmldsig-more#rsa-sha512, rsa-2048",
    "2007/05/xmldsig-more#sha256-rsa-MGF1, rsa-2048",
    "2007/05/xmldsig-more#sha384-rsa-MGF1, rsa-2048",
    "2007/05/xmldsig-more#sha512-rsa-MGF1, rsa-2048",
    "2007/05/xmldsig-more#rsa-pss, rsa-2048",
    "2001/04/xmldsig-more#ecdsa-sha256, ecc-nist-p256",
    "2001/04/xmldsig-more#ecdsa-sha384, ecc-nist-p384",
    "2001/04/xmldsig-more#ecdsa-sha512, ecc-nist-p521",
    "2021/04/xmldsig-more#eddsa-ed25519, ecc-nist-edwards25519"
  })
  void signs(String algorithm, String alias) throws Exception {
    PublicKey publicKey = LibraryHost.certificate(alias).getPublicKey();
    Document document = Xml.order();
    Calls calls =
        LibraryHost.calls(
            () -> sign(document, LibraryHost.privateKey(alias), "http://www.w3.org/" + algorithm));
    assertThat(isValid(document, publicKey)).isTrue();
    Documents.JDK_XML_SIGNATURES.assertCosts(calls, 1);
  }

  @Test
  void signsWithHmac() throws Exception {
    Key key = LibraryHost.secretKey("hmac-256");
    Document document = Xml.order();
    Calls calls = LibraryHost.calls(() -> sign(document, key, MORE_2001 + "hmac-sha256"));
    assertThat(isValid(document, key)).isTrue();
    Documents.JDK_XML_HMAC.assertCosts(calls, 1);
    LibraryHost.whileDisabled(
        "hmac-256",
        () ->
            assertThatThrownBy(() -> sign(Xml.order(), key, MORE_2001 + "hmac-sha256"))
                .hasStackTraceContaining("the key is disabled"));
  }

  @Test
  void theExceptionSaysThatTheKeyIsDisabled() throws Exception {
    Key key = LibraryHost.privateKey("rsa-2048");
    LibraryHost.whileDisabled(
        "rsa-2048",
        () ->
            assertThatThrownBy(() -> sign(Xml.order(), key, MORE_2001 + "rsa-sha256"))
                .isInstanceOf(XMLSignatureException.class)
                .hasMessageContaining("the key is disabled"));
  }

  @Test
  void theExceptionSaysWhatKmsLacks() throws Exception {
    Key key = LibraryHost.privateKey("rsa-2048");
    assertThatThrownBy(() -> sign(Xml.order(), key, "http://www.w3.org/2000/09/xmldsig#rsa-sha1"))
        .isInstanceOf(XMLSignatureException.class)
        .hasMessageContaining("KMS makes no signatures with SHA-1");
  }
}
