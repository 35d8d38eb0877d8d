package io.github.kmsjca.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The main attributes of a jar, with what OSGi reads in them. */
record BundleHeaders(Attributes attributes) {
  /** Clauses are parted by commas, those within quotes apart. */
  private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");

  static BundleHeaders of(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return new BundleHeaders(file.getManifest().getMainAttributes());
    }
  }

  Set<String> imports() {
    return packages("Import-Package");
  }

  Set<String> exports() {
    return packages("Export-Package");
  }

  private Set<String> packages(String header) {
    String value = Objects.requireNonNullElse(attributes.getValue(header), "");
    return COMMA
        .splitAsStream(value)
        .map(clause -> clause.split(";", 2)[0].strip())
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
