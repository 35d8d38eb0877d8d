package io.github.kmsjca.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.Jars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever has one of our jars has the licences of all that is in it. */
class LicencesIT {
  private static final String LICENCES = "META-INF/(LICENSE|licenses/.+)";
  private static final String LICENCES_OF_LIBRARY = "META-INF/[^/]*LICENSE[^/]*";
  private static final String NOTICES_OF_LIBRARY = "META-INF/NOTICE[^/]*";
  private static final Pattern NAME_OF_FILE =
      Pattern.compile("META-INF/[\\w./-]*\\w|[\\w-]*(LICENSE|CREDITS|COPYING)[\\w.]*");

  /** All that the build made, but for what the shade plug-in sets aside. */
  static Stream<Path> jars() throws IOException {
    try (Stream<Path> provider = Files.list(Jars.provider().getParent());
        Stream<Path> localKms = Files.list(Jars.localKms().getParent())) {
      return Stream.concat(provider, localKms)
          .filter(file -> file.getFileName().toString().matches("(?!original-).+\\.jar"))
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void everyJarHasOurs(Path jar) throws IOException {
    assertThat(Bundle.texts(jar, "META-INF/LICENSE").values())
        .singleElement()
        .asString()
        .contains("Apache License");
    assertThat(Bundle.texts(jar, "META-INF/NOTICE").values())
        .singleElement()
        .asString()
        .startsWith("kms-jca\n");
  }

  @ParameterizedTest
  @EnumSource
  void everyLibrarysTextIsThere(Bundle bundle) throws IOException {
    List<String> texts =
        Bundle.texts(bundle.jar(), LICENCES).values().stream().map(LicencesIT::oneLine).toList();
    assertThat(bundle.libraries()).isNotEmpty();
    for (Path library : bundle.libraries()) {
      Collection<String> own = Bundle.texts(library, LICENCES_OF_LIBRARY).values();
      if (own.isEmpty()) {
        assertThat(Bundle.entries(bundle.jar())).contains(licenceNamedAs(library));
      }
      for (String licence : own) {
        assertThat(texts)
            .as("a text with that of " + library.getFileName())
            .anyMatch(text -> text.contains(oneLine(licence)));
      }
    }
  }

  private static String licenceNamedAs(Path library) {
    String artifact = library.getFileName().toString().replaceFirst("-\\d.*", "");
    return "META-INF/licenses/" + artifact + ".txt";
  }

  /** It is within a library's jar, and under another licence. */
  @Test
  void theListOfPublicSuffixesHasItsText() throws IOException {
    assertThat(Bundle.entries(Jars.all())).anyMatch(name -> name.contains("publicsuffix"));
    assertThat(Bundle.texts(Jars.all(), LICENCES).values())
        .anyMatch(text -> text.contains("Mozilla Public License Version 2.0\n"));
  }

  @ParameterizedTest
  @EnumSource
  void theNoticeNamesWhomTheLibrariesName(Bundle bundle) throws IOException {
    List<String> ours = notice(bundle).lines().map(String::strip).toList();
    for (Path library : bundle.libraries()) {
      assertThat(
              Bundle.texts(library, NOTICES_OF_LIBRARY).values().stream()
                  .flatMap(String::lines)
                  .map(String::strip)
                  .filter(line -> line.matches(".*Copyright .*\\d{4}.*|.*Copyright .*Amazon.*")))
          .as(library.getFileName().toString())
          .isSubsetOf(ours);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theNoticeRefersToFilesThatAreThere(Bundle bundle) throws IOException {
    Set<String> names =
        NAME_OF_FILE
            .matcher(notice(bundle))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toSet());
    assertThat(names).isNotEmpty().isSubsetOf(Bundle.entries(bundle.jar()));
  }

  private static String notice(Bundle bundle) throws IOException {
    return Bundle.texts(bundle.jar(), "META-INF/NOTICE").get("META-INF/NOTICE");
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
