package io.github.kmsjca.programs.xml;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What is signed and encrypted. */
final class Xml {
  static final String CONTENT = "12 apples";

  private Xml() {}

  static Document order() throws Exception {
    return parse("<order><item>" + CONTENT + "</item></order>");
  }

  static Document parse(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  /** The first element of a name in any namespace. */
  static Element element(Document document, String localName) {
    return (Element) document.getElementsByTagNameNS("*", localName).item(0);
  }
}
