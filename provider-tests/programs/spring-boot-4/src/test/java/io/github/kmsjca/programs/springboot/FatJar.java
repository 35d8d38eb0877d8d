package io.github.kmsjca.programs.springboot;

import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/** An application as Spring Boot's plug-ins package it: libraries are jars within the jar. */
final class FatJar {
  private static final Pattern STARTERS =
      Pattern.compile(
          "/(org/springframework|org/apache/tomcat|org/apache/logging|jakarta|ch/qos/logback"
              + "|org/slf4j|com/fasterxml|tools/jackson|io/micrometer|org/yaml|commons-logging"
              + "|org/jspecify)/(?!.*loader-tools)");

  private static final Pattern SECURITY =
      Pattern.compile("/(org/springframework/.*security|com/nimbusds)");

  private final Path folder;
  private final Path classes;
  private final Map<String, Path> libraries = new TreeMap<>();

  FatJar(Path folder) throws IOException {
    this.folder = folder;
    this.classes = Files.createTempDirectory(folder, "classes");
  }

  /** Adds a class as the guide has it. */
  FatJar source(String className, Guide text) throws IOException {
    Path file = folder.resolve(className + ".java");
    Files.writeString(file, text.text());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
      if (!compiler
          .getTask(messages, files, null, options, null, files.getJavaFileObjects(file.toFile()))
          .call()) {
        throw new AssertionError(messages.toString());
      }
    }
    return this;
  }

  /** Adds a class of the tests. */
  FatJar type(Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    Path target = classes.resolve(name);
    Files.createDirectories(target.getParent());
    Files.copy(ForkedJvm.home(type).resolve(name), target);
    return this;
  }

  /** Adds what the starters of the tests' class path brought, but for those of Spring Security. */
  FatJar starters() {
    Jars.ofTests()
        .filter(jar -> STARTERS.matcher(jar.toString()).find())
        .filter(jar -> !SECURITY.matcher(jar.toString()).find())
        .forEach(this::library);
    return this;
  }

  /** Adds Spring Security as its starters brought it. */
  FatJar security() {
    Jars.ofTests().filter(jar -> SECURITY.matcher(jar.toString()).find()).forEach(this::library);
    return this;
  }

  /** Adds the provider and what it depends on. */
  FatJar provider() throws IOException {
    library(Jars.provider());
    Jars.dependencies().forEach(this::library);
    return this;
  }

  /** What the starters and the provider both have is there once. */
  private void library(Path jar) {
    libraries.put(jar.getFileName().toString(), jar);
  }

  /** Packages it. */
  Path packaged(String name, String mainClass) throws IOException {
    Path plain = folder.resolve(name + "-plain.jar");
    try (OutputStream out = Files.newOutputStream(plain);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
    Path jar = folder.resolve(name + ".jar");
    Repackager repackager = new Repackager(plain.toFile());
    repackager.setMainClass(mainClass);
    repackager.repackage(
        jar.toFile(),
        callback -> {
          for (Path library : libraries.values()) {
            callback.library(new Library(library.toFile(), LibraryScope.COMPILE));
          }
        });
    return jar;
  }
}
