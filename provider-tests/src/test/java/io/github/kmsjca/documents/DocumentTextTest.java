package io.github.kmsjca.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people can read: documents of a length, and nothing of the machine they were written on. */
class DocumentTextTest {
  private static final int MAX_FRONT_PAGE_BYTES = 10_000;
  private static final int MAX_GUIDE_BYTES = 12_000;
  private static final int MAX_LINE = 110;

  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.-])/(?:root|work|home|Users)/|\\b[A-Z]:\\\\Users");

  @Test
  void theFrontPageIsShort() throws IOException {
    assertThat(Files.size(Documents.frontPage())).isLessThanOrEqualTo(MAX_FRONT_PAGE_BYTES);
  }

  @Test
  void eachGuideIsShort() throws IOException {
    List<String> longer = new ArrayList<>();
    for (Document document : guides()) {
      long size = Files.size(document.file());
      if (size > MAX_GUIDE_BYTES) {
        longer.add(Documents.name(document) + " has " + size + " bytes");
      }
    }
    assertThat(longer).isEmpty();
  }

  /** Tables and links can not be broken, and blocks are as they are. */
  @Test
  void linesAreShort() throws IOException {
    List<String> longer = new ArrayList<>();
    for (Document document : guides()) {
      boolean fenced = false;
      int number = 0;
      for (String line : document.source().lines().toList()) {
        number++;
        fenced ^= line.strip().startsWith("```");
        boolean unbreakable = fenced || line.startsWith("|") || line.contains("](");
        if (!unbreakable && line.length() > MAX_LINE) {
          longer.add(Documents.name(document) + ":" + number);
        }
      }
    }
    assertThat(longer).isEmpty();
  }

  @Test
  void noPathOfAMachine() throws IOException {
    List<String> found = new ArrayList<>();
    for (Document document : Documents.all()) {
      int number = 0;
      for (String line : document.source().lines().toList()) {
        number++;
        if (hasMachinePath(line)) {
          found.add(Documents.name(document) + ":" + number);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  static boolean hasMachinePath(String line) {
    return MACHINE_PATH.matcher(line).find();
  }

  private static List<Document> guides() throws IOException {
    List<Document> guides =
        Documents.all().stream()
            .filter(
                document ->
                    Documents.isGuide(document) || document.file().equals(Documents.frontPage()))
            .toList();
    assertThat(guides).anyMatch(document -> document.file().startsWith(Project.guides()));
    assertThat(guides).anyMatch(Documents::isLocalKmsGuide);
    return guides;
  }
}
