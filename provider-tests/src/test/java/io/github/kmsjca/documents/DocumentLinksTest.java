package io.github.kmsjca.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Links between documents lead somewhere, and to each guide leads one. */
class DocumentLinksTest {
  private static final Map<Path, Document> DOCUMENTS = new HashMap<>();

  @BeforeAll
  static void read() throws IOException {
    for (Document document : Documents.all()) {
      DOCUMENTS.put(document.file(), document);
    }
    assertThat(DOCUMENTS).containsKeys(Documents.frontPage());
  }

  @Test
  void leadSomewhere() {
    List<String> broken = new ArrayList<>();
    for (Document document : DOCUMENTS.values()) {
      for (Link link : document.links()) {
        String fault = fault(document, link);
        if (fault != null) {
          broken.add(Documents.name(document) + ":" + link.line() + " " + fault);
        }
      }
    }
    assertThat(broken.stream().sorted()).isEmpty();
  }

  private static String fault(Document document, Link link) {
    if (link.isElsewhere()) {
      return null;
    }
    Path target = target(document, link);
    if (!Files.exists(target)) {
      return "no file " + link.target();
    }
    if (!target.startsWith(Project.root())) {
      return "outside of the project: " + link.target();
    }
    if (link.anchor().isEmpty()) {
      return null;
    }
    Document other = DOCUMENTS.get(target);
    return other != null && other.anchors().contains(link.anchor())
        ? null
        : "no anchor " + link.target();
  }

  private static Path target(Document document, Link link) {
    return link.path().isEmpty()
        ? document.file()
        : document.file().resolveSibling(link.path()).normalize();
  }

  @Test
  void reachEachGuideFromTheFrontPage() {
    assertThat(unreached(reachedFrom(Documents.frontPage()), Documents::isGuide)).isEmpty();
  }

  @Test
  void reachEachGuideFromTheirContents() {
    assertThat(
            unreached(
                linkedFrom(Project.guides().resolve("README.md")),
                guide -> guide.file().startsWith(Project.guides())))
        .isEmpty();
  }

  @Test
  void reachEachGuideOfTheLocalKmsFromItsFrontPage() {
    assertThat(unreached(linkedFrom(Documents.localKmsFrontPage()), Documents::isLocalKmsGuide))
        .isEmpty();
  }

  private static Set<Path> linkedFrom(Path file) {
    Document contents = DOCUMENTS.get(file);
    assertThat(contents).as(file.toString()).isNotNull();
    Set<Path> linked = new TreeSet<>();
    contents.links().forEach(link -> linked.add(target(contents, link)));
    linked.add(file);
    return linked;
  }

  private static List<String> unreached(Set<Path> found, Predicate<Document> guide) {
    List<Document> guides = DOCUMENTS.values().stream().filter(guide).toList();
    assertThat(guides).isNotEmpty();
    return guides.stream()
        .filter(document -> !found.contains(document.file()))
        .map(Documents::name)
        .sorted()
        .toList();
  }

  private static Set<Path> reachedFrom(Path start) {
    Set<Path> reached = new TreeSet<>();
    Deque<Path> next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty()) {
      Document document = DOCUMENTS.get(next.remove());
      if (document == null || !reached.add(document.file())) {
        continue;
      }
      for (Link link : document.links()) {
        if (!link.isElsewhere()) {
          next.add(target(document, link));
        }
      }
    }
    return reached;
  }
}
