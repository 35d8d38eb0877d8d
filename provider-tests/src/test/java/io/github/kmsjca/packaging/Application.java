package io.github.kmsjca.packaging;

import io.github.kmsjca.kem.Kem;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/** The jar of the application that uses us: the probes and what they need of the tests. */
final class Application {
  private static final List<Class<?>> CLASSES =
      List.of(
          ApplicationProbe.class,
          BouncyCastleProbe.class,
          Kem.class,
          Kem.Encapsulated.class,
          Kem.Receiver.class,
          Kem.Sender.class,
          Report.class,
          Report.Check.class);

  private final Path jar;

  private Application(Path jar) {
    this.jar = jar;
  }

  /** A local KMS with the keys that it uses. */
  static TestKms kms() {
    TestKms kms = TestKms.start().withEncryptionKeys();
    kms.create("ml-kem-768", "ML_KEM_768", "ENCAPSULATE_DECAPSULATE");
    return kms;
  }

  static Application in(Path folder) throws IOException {
    Path jar = folder.resolve("application.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Class<?> type : CLASSES) {
        String name = type.getName().replace('.', '/') + ".class";
        entries.putNextEntry(new JarEntry(name));
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
          Objects.requireNonNull(in, name).transferTo(entries);
        }
        entries.closeEntry();
      }
    }
    return new Application(jar);
  }

  Path jar() {
    return jar;
  }

  /** The same as Spring Boot's plug-ins package it: libraries are jars within the jar. */
  Path springBoot(String name, List<Path> libraries) throws IOException {
    Path fatJar = jar.resolveSibling(name + ".jar");
    Repackager repackager = new Repackager(jar.toFile());
    repackager.setMainClass(ApplicationProbe.class.getName());
    repackager.repackage(
        fatJar.toFile(),
        callback -> {
          for (Path library : libraries) {
            callback.library(new Library(library.toFile(), LibraryScope.COMPILE));
          }
        });
    return fatJar;
  }
}
