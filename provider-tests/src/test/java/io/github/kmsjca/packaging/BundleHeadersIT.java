package io.github.kmsjca.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.Jars;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the jars say about themselves to OSGi and to the module system. */
class BundleHeadersIT {
  /** A class as a constant of another, by the packages that the JDK has beside java.*. */
  private static final Pattern CLASS_NAME =
      Pattern.compile("((?:javax|jdk|org|com|sun)(?:/[a-z]\\w*)+)/[A-Z]");

  @Test
  void exportsAreThoseOfTheModule() throws Exception {
    Set<String> exported =
        module(Jars.provider()).exports().stream()
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(BundleHeaders.of(Jars.provider()).exports()).isEqualTo(exported);
    assertThat(BundleHeaders.of(Jars.all()).exports()).isEqualTo(exported);
  }

  @Test
  void localKmsExportsItsOnePackage() throws Exception {
    assertThat(BundleHeaders.of(Jars.localKms()).exports())
        .containsExactly("io.github.kmsjca.localkms");
  }

  @Test
  void localKmsIsAModuleByName() throws Exception {
    assertThat(module(Jars.localKms()).name()).isEqualTo("io.github.kmsjca.localkms");
  }

  @Test
  void singleFileJarImportsWhatItNeedsOfThePlatformAndOfKafka() throws Exception {
    assertImportsOfThePlatform(Jars.all(), "org.apache.kafka.common.security.auth");
  }

  @Test
  void localKmsImportsWhatItNeedsOfThePlatformAndNoMore() throws Exception {
    assertImportsOfThePlatform(Jars.localKms());
  }

  /** In a multi-release jar OSGi reads them before the manifest's own: Bouncy Castle has such. */
  @Test
  void noImportsOfLibrariesReplaceOurs() throws Exception {
    for (Path jar : new Path[] {Jars.all(), Jars.localKms()}) {
      try (JarFile file = new JarFile(jar.toFile())) {
        assertThat(file.stream().map(JarEntry::getName))
            .as(jar.toString())
            .noneMatch(name -> name.endsWith("OSGI-INF/MANIFEST.MF"));
      }
    }
  }

  /** The same sources give the same bytes: no time, no user, no machine. */
  @Test
  void headersAreReproducible() throws Exception {
    for (Path jar : new Path[] {Jars.provider(), Jars.all(), Jars.localKms()}) {
      assertThat(BundleHeaders.of(jar).attributes().keySet().stream().map(Object::toString))
          .as(jar.toString())
          .contains("Bundle-SymbolicName", "Bundle-Version", "Require-Capability")
          .doesNotContain("Bnd-LastModified", "Built-By", "Build-Jdk", "Tool", "Private-Package");
    }
  }

  private static void assertImportsOfThePlatform(Path jar, String... others) throws IOException {
    Set<String> permitted = packagesOfThePlatform();
    permitted.addAll(List.of(others));
    Set<String> needed = packagesNamedIn(jar);
    needed.retainAll(permitted);
    assertThat(BundleHeaders.of(jar).imports()).isEqualTo(needed);
  }

  private static Set<String> packagesNamedIn(Path jar) throws IOException {
    Set<String> packages = new TreeSet<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(file.entries())) {
        if (entry.getName().endsWith(".class")) {
          try (InputStream in = file.getInputStream(entry)) {
            Matcher name =
                CLASS_NAME.matcher(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            while (name.find()) {
              packages.add(name.group(1).replace('/', '.'));
            }
          }
        }
      }
    }
    return packages;
  }

  private static Set<String> packagesOfThePlatform() {
    return ModuleFinder.ofSystem().findAll().stream()
        .flatMap(module -> module.descriptor().exports().stream())
        .filter(exports -> !exports.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static ModuleDescriptor module(Path jar) {
    return ModuleFinder.of(jar).findAll().iterator().next().descriptor();
  }
}
