package io.github.kmsjca.documents;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Pieces of XML files. */
final class Xml {
  private Xml() {}

  /** What is wrong with some elements, side by side, if so. */
  static Optional<String> problem(String text) {
    try {
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      String whole = text.startsWith("<?xml") ? text : "<piece>" + text + "</piece>";
      factory.newSAXParser().parse(new InputSource(new StringReader(whole)), new DefaultHandler());
      return Optional.empty();
    } catch (SAXException e) {
      return Optional.of(e.getMessage());
    } catch (ParserConfigurationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
