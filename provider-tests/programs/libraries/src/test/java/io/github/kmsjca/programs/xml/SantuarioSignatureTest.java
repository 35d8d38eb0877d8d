package io.github.kmsjca.programs.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Documents;
import io.github.kmsjca.programs.LibraryHost;
import java.security.Key;
import java.security.PublicKey;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.signature.XMLSignatureException;
import org.apache.xml.security.transforms.Transforms;
import org.apache.xml.security.utils.Constants;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

/** Apache Santuario's own interface for XML signatures. */
class SantuarioSignatureTest {
  @BeforeAll
  static void start() {
    Init.init();
  }

  private static void sign(Document document, Key key, String algorithm) throws Exception {
    // guide: xml.md
    XMLSignature signature =
        new XMLSignature(document, "", algorithm, Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS);
    document.getDocumentElement().appendChild(signature.getElement());
    Transforms transforms = new Transforms(document);
    transforms.addTransform(Transforms.TRANSFORM_ENVELOPED_SIGNATURE);
    signature.addDocument("", transforms, "http://www.w3.org/2001/04/xmlenc#sha256");
    signature.sign(key); // 1 Sign
    // end of guide
  }

  private static boolean isValid(Document document, PublicKey key) throws Exception {
    return new XMLSignature(Xml.element(document, Constants._TAG_SIGNATURE), "")
        .checkSignatureValue(key);
  }

  @ParameterizedTest
  @CsvSource({
    "2001/04/xmldsig-more#rsa-sha256, rsa-2048",
    "2007/05/xmldsig-more#sha256-rsa-MGF1, rsa-2048",
    "2001/04/xmldsig-more#ecdsa-sha256, ecc-nist-p256",
    "2001/04/xmldsig-more#ecdsa-sha384, ecc-nist-p384",
    "2021/04/xmldsig-more#eddsa-ed25519, ecc-nist-edwards25519"
  })
  void signs(String algorithm, String alias) throws Exception {
    PublicKey publicKey = LibraryHost.certificate(alias).getPublicKey();
    Document document = Xml.order();
    Calls calls =
        LibraryHost.calls(
            () -> sign(document, LibraryHost.privateKey(alias), "http://www.w3.org/" + algorithm));
    assertThat(isValid(document, publicKey)).isTrue();
    Documents.SANTUARIO_SIGNATURES.assertCosts(calls, 1);
  }

  @Test
  void theExceptionSaysThatTheKeyIsDisabled() throws Exception {
    Key key = LibraryHost.privateKey("rsa-2048");
    LibraryHost.whileDisabled(
        "rsa-2048",
        () ->
            assertThatThrownBy(
                    () -> sign(Xml.order(), key, XMLSignature.ALGO_ID_SIGNATURE_RSA_SHA256))
                .isInstanceOf(XMLSignatureException.class)
                .hasMessageContaining("the key is disabled"));
  }
}
