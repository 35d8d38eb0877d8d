package io.github.kmsjca.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bill of materials within a jar that holds libraries: these, and no others. */
class BillOfMaterialsIT {
  @ParameterizedTest
  @EnumSource
  void namesTheLibrariesThatAreInTheJar(Bundle bundle) throws IOException {
    Set<String> libraries = new TreeSet<>();
    for (Path library : bundle.libraries()) {
      libraries.add(library.getFileName().toString());
    }
    assertEquals(libraries, named(bundle));
  }

  /** So that the bill is of the whole jar. */
  @ParameterizedTest
  @EnumSource
  void everyClassInTheJarIsOfSuchALibrary(Bundle bundle) throws IOException {
    Set<String> classes = bundle.foreignClasses();
    for (Path library : bundle.libraries()) {
      Bundle.entries(library).stream().flatMap(Bundle::tails).forEach(classes::remove);
    }
    assertThat(classes).isEmpty();
  }

  /** What scanners fetch beside the jar is the same. */
  @ParameterizedTest
  @EnumSource
  void isWhatTheBuildAttaches(Bundle bundle) throws IOException {
    String attached = Files.readString(bundle.jar().resolveSibling("bom.json"));
    assertThat(texts(bundle)).containsExactly(attached);
  }

  private static Set<String> named(Bundle bundle) throws IOException {
    Set<String> names = new TreeSet<>();
    for (String text : texts(bundle)) {
      JsonNode bill = new JsonMapper().readTree(text);
      assertEquals("CycloneDX", bill.path("bomFormat").asText());
      List<JsonNode> components = new ArrayList<>();
      bill.path("components").forEach(components::add);
      for (JsonNode component : components) {
        names.add(
            component.path("name").asText() + "-" + component.path("version").asText() + ".jar");
      }
    }
    return names;
  }

  private static Collection<String> texts(Bundle bundle) throws IOException {
    return Bundle.texts(bundle.jar(), "META-INF/sbom/.+\\.cdx\\.json").values();
  }
}
