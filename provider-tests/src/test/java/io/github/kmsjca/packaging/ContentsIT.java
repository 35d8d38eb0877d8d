package io.github.kmsjca.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.testkit.Jars;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;

/** Every entry of the jars that hold libraries. */
class ContentsIT {
  private static final String VERSIONED = "META-INF/versions/\\d+/";
  private static final String NAMED_FILES_OF_META_INF =
      "META-INF/(MANIFEST\\.MF|LICENSE|NOTICE|licenses/[a-z0-9-]+\\.txt|sbom/[a-z-]+\\.cdx\\.json"
          + "|maven/io\\.github\\.kmsjca/[a-z-]+/pom\\.properties)";

  /** Who puts this jar before or behind anything else must not find a thing changed. */
  @Test
  void allJarHasNothingOutsideOurPackage() throws IOException {
    Pattern allowed =
        Pattern.compile(
            "io/github/kmsjca/.+|"
                + NAMED_FILES_OF_META_INF
                + "|META-INF/services/(java\\.security\\.Provider|io\\.github\\.kmsjca\\..+)");
    assertThat(entriesThatAreNot(allowed, Jars.all())).isEmpty();
  }

  /** An application's own jar: its libraries have their names. */
  @Test
  void localKmsHasClassesAndNamedFiles() throws IOException {
    Pattern allowed =
        Pattern.compile(
            "(?!META-INF/)[a-z]+/.+|"
                + NAMED_FILES_OF_META_INF
                + "|META-INF/services/.+|"
                + VERSIONED
                + ".+\\.class");
    assertThat(entriesThatAreNot(allowed, Jars.localKms())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyClassIsWhereItsNameSays(Bundle bundle) throws IOException {
    Map<String, String> misplaced = new TreeMap<>();
    try (JarFile jar = new JarFile(bundle.jar().toFile())) {
      for (JarEntry entry : jar.stream().filter(file -> isClass(file.getName())).toList()) {
        try (InputStream in = jar.getInputStream(entry)) {
          String name = new ClassReader(in).getClassName();
          if (!entry.getName().replaceFirst("^" + VERSIONED, "").equals(name + ".class")) {
            misplaced.put(entry.getName(), name);
          }
        }
      }
    }
    assertThat(misplaced).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void versionedClassesAreThereIfTheManifestSaysSo(Bundle bundle) throws IOException {
    try (JarFile jar = new JarFile(bundle.jar().toFile())) {
      String multiRelease =
          jar.getManifest().getMainAttributes().getValue(Attributes.Name.MULTI_RELEASE);
      boolean versioned =
          jar.stream().anyMatch(entry -> entry.getName().matches(VERSIONED + ".+\\.class"));
      assertEquals(versioned, Boolean.parseBoolean(multiRelease));
    }
  }

  /** What a library has for newer JDKs is there whole, as is what it has for all. */
  @Test
  void localKmsHoldsNoHalfOfALibrary() throws IOException {
    Set<String> held = Bundle.entries(Jars.localKms());
    for (Path library : Bundle.LOCAL_KMS.libraries()) {
      assertThat(Bundle.entries(library).stream().filter(ContentsIT::isClass))
          .as(library.toString())
          .isSubsetOf(held);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyServiceHasItsClass(Bundle bundle) throws IOException {
    Set<String> held = Bundle.entries(bundle.jar());
    assertThat(
            Bundle.texts(bundle.jar(), "META-INF/services/.+").values().stream()
                .flatMap(String::lines)
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .map(name -> name.replace('.', '/') + ".class"))
        .isNotEmpty()
        .isSubsetOf(held);
  }

  /** By the same name as that of the normal jar, so that of both only one comes in. */
  @Test
  void allJarIsTheProvidersModule() {
    ModuleDescriptor module = ModuleFinder.of(Jars.all()).findAll().iterator().next().descriptor();
    assertEquals("io.github.kmsjca.provider", module.name());
    assertThat(module.packages()).allMatch(name -> name.startsWith("io.github.kmsjca"));
  }

  /** Without the list, a certificate for *.co.uk would do for any host below it. */
  @Test
  void theHttpClientFindsItsListOfPublicSuffixes() throws Exception {
    try (URLClassLoader loader = allJarAlone()) {
      Object list =
          loader
              .loadClass("io.github.kmsjca.shaded.hc.client5.http.psl.PublicSuffixMatcherLoader")
              .getMethod("getDefault")
              .invoke(null);
      assertEquals(
          "example.co.uk",
          list.getClass()
              .getMethod("getDomainRoot", String.class)
              .invoke(list, "www.example.co.uk"));
    }
  }

  @Test
  void theSdkFindsItsListOfMediaTypes() throws Exception {
    try (URLClassLoader loader = allJarAlone()) {
      Class<?> list =
          loader.loadClass("io.github.kmsjca.shaded.awssdk.core.internal.util.Mimetype");
      assertEquals(
          "text/html",
          list.getMethod("getMimetype", Path.class)
              .invoke(list.getMethod("getInstance").invoke(null), Path.of("page.html")));
    }
  }

  private static URLClassLoader allJarAlone() throws IOException {
    return new URLClassLoader(
        new URL[] {Jars.all().toUri().toURL()}, ClassLoader.getPlatformClassLoader());
  }

  private static boolean isClass(String entry) {
    return entry.endsWith(".class") && !entry.endsWith("module-info.class");
  }

  /** Folders, too, unless they lead to what is allowed. */
  private static Set<String> entriesThatAreNot(Pattern allowed, Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      Set<String> names = jar.stream().map(JarEntry::getName).collect(Collectors.toSet());
      Set<String> folders =
          names.stream()
              .filter(name -> !name.endsWith("/") && allowed.matcher(name).matches())
              .flatMap(ContentsIT::foldersOf)
              .collect(Collectors.toSet());
      return names.stream()
          .filter(name -> !folders.contains(name))
          .filter(name -> name.endsWith("/") || !allowed.matcher(name).matches())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Stream<String> foldersOf(String name) {
    return IntStream.range(0, name.length())
        .filter(i -> name.charAt(i) == '/')
        .mapToObj(i -> name.substring(0, i + 1));
  }
}
