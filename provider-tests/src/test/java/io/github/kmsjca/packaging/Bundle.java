package io.github.kmsjca.packaging;

import io.github.kmsjca.testkit.Jars;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A jar that holds libraries, and the jars of those libraries. */
enum Bundle {
  ALL_JAR {
    @Override
    Path jar() {
      return Jars.all();
    }

    @Override
    List<Path> candidates() throws IOException {
      return Jars.dependencies();
    }
  },
  LOCAL_KMS {
    @Override
    Path jar() {
      return Jars.localKms();
    }

    @Override
    List<Path> candidates() {
      return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
          .filter(entry -> entry.endsWith(".jar"))
          .map(Path::of)
          .toList();
    }
  };

  private static final String OURS = "io/github/kmsjca/";
  private static final String RELOCATED = OURS + "shaded/";

  abstract Path jar();

  /** Where libraries may come from. */
  abstract List<Path> candidates() throws IOException;

  /** The text of every entry that a pattern matches whole, by name. */
  static Map<String, String> texts(Path jar, String pattern) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (var entry : file.stream().filter(entry -> entry.getName().matches(pattern)).toList()) {
        byte[] content = file.getInputStream(entry).readAllBytes();
        texts.put(entry.getName(), new String(content, StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  static Set<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .filter(entry -> !entry.isDirectory())
          .map(entry -> entry.getName())
          .collect(Collectors.toSet());
    }
  }

  /** The classes that are not ours, by the path from their library's own folder on. */
  Set<String> foreignClasses() throws IOException {
    return entries(jar()).stream()
        .filter(name -> name.endsWith(".class"))
        .filter(name -> name.startsWith(RELOCATED) || !name.startsWith(OURS))
        .map(name -> name.startsWith(RELOCATED) ? name.substring(RELOCATED.length()) : name)
        .collect(Collectors.toSet());
  }

  /** The libraries of which a class is in the jar. */
  List<Path> libraries() throws IOException {
    Set<String> classes = foreignClasses();
    List<Path> libraries = new ArrayList<>();
    for (Path candidate : candidates()) {
      if (entries(candidate).stream().anyMatch(name -> tails(name).anyMatch(classes::contains))) {
        libraries.add(candidate);
      }
    }
    return libraries;
  }

  /** A path and what is left of it without its first folder, its first two, and so on. */
  static Stream<String> tails(String path) {
    return Stream.iterate(path, tail -> !tail.isEmpty(), tail -> after(tail, tail.indexOf('/')));
  }

  private static String after(String path, int slash) {
    return slash < 0 ? "" : path.substring(slash + 1);
  }
}
