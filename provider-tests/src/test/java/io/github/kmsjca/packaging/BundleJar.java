package io.github.kmsjca.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** Writes an OSGi bundle: headers, and classes or jars. */
final class BundleJar {
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  BundleJar(String symbolicName) {
    header("Bundle-ManifestVersion", "2").header("Bundle-SymbolicName", symbolicName);
  }

  BundleJar header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  BundleJar content(Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    entries.put(name, type.getClassLoader().getResourceAsStream(name).readAllBytes());
    return this;
  }

  /** Jars that are inside, with the classes that they have. */
  BundleJar classPath(List<Path> jars) throws IOException {
    for (Path jar : jars) {
      entries.put(jar.getFileName().toString(), Files.readAllBytes(jar));
    }
    return header(
        "Bundle-ClassPath",
        jars.stream().map(jar -> jar.getFileName().toString()).collect(Collectors.joining(",")));
  }

  Path write(Path file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.forEach(manifest.getMainAttributes()::putValue);
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue());
      }
    }
    return file;
  }
}
