package io.github.kmsjca.differential;

import io.github.kmsjca.differential.Material.Kind;
import java.security.Key;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** XML signatures with software keys. */
final class XmlChecks {
  private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
  private static final String MORE_2007 = "http://www.w3.org/2007/05/xmldsig-more#";

  private final Outcomes outcomes;
  private final Material material;

  XmlChecks(Outcomes outcomes, Material material) {
    this.outcomes = outcomes;
    this.material = material;
  }

  void run() throws Exception {
    Key secret = new SecretKeySpec(new byte[32], "Hmac");
    for (String algorithm :
        List.of(
            MORE + "rsa-sha256",
            MORE + "rsa-sha512",
            MORE_2007 + "rsa-pss",
            MORE_2007 + "sha256-rsa-MGF1",
            MORE_2007 + "sha512-rsa-MGF1")) {
      check(algorithm, material.privateKey(Kind.RSA), material.publicKey(Kind.RSA));
    }
    for (String algorithm : List.of(MORE + "ecdsa-sha256", MORE + "ecdsa-sha384")) {
      check(algorithm, material.privateKey(Kind.EC), material.publicKey(Kind.EC));
    }
    check(
        "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519",
        material.privateKey(Kind.ED25519),
        material.publicKey(Kind.ED25519));
    for (String algorithm : List.of(MORE + "hmac-sha256", MORE + "hmac-sha512")) {
      check(algorithm, secret, secret);
    }
  }

  private void check(String algorithm, Key key, Key verificationKey) throws Exception {
    Key wrong = material.publicKey(Kind.DSA);
    String what = "XML signature " + algorithm + ": ";
    outcomes.of(what + "is valid", () -> valid(signed(algorithm, key), verificationKey));
    outcomes.of(what + "tampered with", () -> valid(tampered(algorithm, key), verificationKey));
    outcomes.of(what + "by a wrong key", () -> valid(signed(algorithm, key), wrong));
    outcomes.of(what + "with a wrong key", () -> signed(algorithm, material.privateKey(Kind.DH)));
  }

  private static Document document() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document document = factory.newDocumentBuilder().newDocument();
    Element root = document.createElement("root");
    root.setTextContent("text");
    document.appendChild(root);
    return document;
  }

  private static Document signed(String algorithm, Key key) throws Exception {
    XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
    Reference reference =
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
            List.of(reference));
    Document document = document();
    factory
        .newXMLSignature(info, null)
        .sign(new DOMSignContext(key, document.getDocumentElement()));
    return document;
  }

  private static Document tampered(String algorithm, Key key) throws Exception {
    Document document = signed(algorithm, key);
    document.getDocumentElement().getFirstChild().setTextContent("other text");
    return document;
  }

  private static boolean valid(Document document, Key key) throws Exception {
    Node signature =
        document.getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Signature").item(0);
    DOMValidateContext context = new DOMValidateContext(key, signature);
    return XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context).validate(context);
  }
}
