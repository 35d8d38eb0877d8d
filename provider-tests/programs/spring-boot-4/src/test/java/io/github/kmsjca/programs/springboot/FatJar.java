package io.github.kmsjca.programs.springboot;

import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.ProgramHost;
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

/**
 * The application of the guide, as Spring Boot's plug-ins package it: libraries are jars within the
 * jar.
 */
public final class FatJar {
  private static final Pattern STARTERS =
      Pattern.compile(
          "/(org/springframework|org/apache/tomcat|org/apache/logging|jakarta|ch/qos/logback"
              + "|org/slf4j|com/fasterxml|tools/jackson|io/micrometer|org/yaml|commons-logging"
              + "|org/jspecify)/(?!.*loader-tools)");

  private static final Pattern SECURITY =
      Pattern.compile("/(org/springframework/.*security|com/nimbusds)");

  private final ProgramHost host;
  private final Installation way;
  private final Path folder;
  private final Path classes;
  private final Map<String, Path> libraries = new TreeMap<>();

  /** Without the line of code, the provider is not in the jar either. */
  public FatJar(ProgramHost host, Installation way) throws IOException {
    this.host = host;
    this.way = way;
    folder = Files.createTempDirectory(host.folder(), "application");
    classes = Files.createDirectory(folder.resolve("classes"));
    jars(STARTERS).filter(jar -> !SECURITY.matcher(jar.toString()).find()).forEach(this::library);
    Guide application = Guide.block("spring-boot.md", "With one line of code", "java");
    if (way == Installation.FIRST_BY_CODE) {
      library(Jars.provider());
      Jars.dependencies().forEach(this::library);
      source("ShopApplication", application);
    } else {
      source(
          "ShopApplication",
          application
              .with("import io.github.kmsjca.KmsProvider;", "")
              .with("KmsProvider.install();", ""));
    }
  }

  /** Those of the tests' class path. */
  private static Stream<Path> jars(Pattern path) {
    return Jars.ofTests().filter(jar -> path.matcher(jar.toString()).find());
  }

  /** What the starters and the provider both have is there once. */
  private void library(Path jar) {
    libraries.put(jar.getFileName().toString(), jar);
  }

  /** Adds Spring Security as its starters brought it. */
  public FatJar security() {
    jars(SECURITY).forEach(this::library);
    return this;
  }

  /** Adds a class as a guide has it. */
  public FatJar source(String className, Guide text) throws IOException {
    Path file = Files.writeString(folder.resolve(className + ".java"), text.text());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      if (!compiler
          .getTask(messages, files, null, options, null, files.getJavaFileObjects(file.toFile()))
          .call()) {
        throw new AssertionError(messages.toString());
      }
    }
    return this;
  }

  /** Adds a class of the tests. */
  public FatJar type(Class<?> type) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    Path target = classes.resolve(name);
    Files.createDirectories(target.getParent());
    Files.copy(ForkedJvm.home(type).resolve(name), target);
    return this;
  }

  /** Packages it. */
  public BootApplication packaged() throws IOException {
    Path plain = folder.resolve("plain.jar");
    try (OutputStream out = Files.newOutputStream(plain);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
    Path jar = folder.resolve("shop.jar");
    Repackager repackager = new Repackager(plain.toFile());
    repackager.setMainClass("com.example.ShopApplication");
    repackager.repackage(
        jar.toFile(),
        callback -> {
          for (Path library : libraries.values()) {
            callback.library(new Library(library.toFile(), LibraryScope.COMPILE));
          }
        });
    return new BootApplication(host, way, jar);
  }
}
