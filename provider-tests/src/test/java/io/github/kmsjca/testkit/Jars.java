package io.github.kmsjca.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The jars that the build made, and those that applications have beside them. Only the tests that
 * run after packaging, {@code *IT}, find them.
 */
public final class Jars {
  private Jars() {}

  /** The provider alone. */
  public static Path provider() {
    return path("jars.provider");
  }

  /** The provider with all that it needs, relocated. */
  public static Path all() {
    return path("jars.all");
  }

  /**
   * What the provider needs, its optional dependencies too: the jars that the -all.jar is made of.
   */
  public static List<Path> dependencies() throws IOException {
    return jarsIn(provider().resolveSibling("dependencies"));
  }

  /** The local KMS as a program. */
  public static Path localKms() {
    return path("jars.local-kms");
  }

  /** The jars of a folder that the build copied other projects' jars to. */
  public static List<Path> neighbours(String folder) throws IOException {
    return jarsIn(path("jars.neighbours").resolve(folder));
  }

  private static List<Path> jarsIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** The class path of an application that imports this version of the AWS SDK's BOM. */
  public static List<Path> besideAwsSdk(String version) throws IOException {
    Path file =
        path("jars.awssdk").resolve("awssdk-" + version).resolve("target").resolve("class.path");
    return Arrays.stream(Files.readString(file).strip().split(File.pathSeparator, -1))
        .map(Path::of)
        .toList();
  }

  /** All that the tests have on their class path, but for what this build made and what logs. */
  public static Stream<Path> ofTests() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(entry -> entry.getFileName().toString().matches("(?!kms-jca|slf4j-jdk14).*\\.jar"));
  }

  private static Path path(String property) {
    return Path.of(
            Objects.requireNonNull(
                System.getProperty(property), () -> property + " is set by 'mvn verify'"))
        .normalize();
  }
}
