package io.github.kmsjca;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/**
 * The version is the build's. The provider has it as a constant, because a jar's manifest is not
 * there for modules, native images and IDEs, and a file would have to be read at start-up.
 */
class VersionTest {
  private final String released = pom("/project/version").replace("-SNAPSHOT", "");

  @Test
  void theProviderTellsThatOfTheBuild() {
    assertEquals(released, new KmsProvider().getVersionStr());
  }

  /** Bundles import a range of it; a fix of ours must not move it. */
  @Test
  void thatOfThePackagesIsTheBuildsUpToTheFix() {
    assertEquals(
        released.replaceFirst("\\.\\d+$", ".0"), pom("/project/properties/osgi.api.version"));
  }

  private static String pom(String path) {
    try {
      Document pom =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(Path.of("..", "pom.xml").toFile());
      return XPathFactory.newDefaultInstance().newXPath().evaluate(path, pom);
    } catch (Exception impossible) {
      throw new AssertionError(impossible);
    }
  }
}
