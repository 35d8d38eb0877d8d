package io.github.kmsjca.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/**
 * The one thing that Oracle's JDK does and OpenJDK leaves out: JCE takes javax.crypto services only
 * from jars whose every class is signed. OpenJDK asks a class that says yes to all; a JVM that is
 * patched with this one refuses in earnest. (Oracle's also wants a certificate of its own
 * authority.)
 */
public final class StrictJce {
  private static final String VERIFIER =
      """
      package javax.crypto;

      import java.io.*;
      import java.net.*;
      import java.security.*;
      import java.security.cert.Certificate;
      import java.util.*;
      import java.util.jar.*;

      final class ProviderVerifier {
        private final URL place;

        ProviderVerifier(URL place, boolean savePerms) {
          this(place, null, savePerms);
        }

        ProviderVerifier(URL place, Provider provider, boolean savePerms) {
          this.place = place;
        }

        void verify() throws IOException {
          if (place == null || place.getProtocol().equals("jrt")) {
            return; // the platform itself
          }
          if (!place.getPath().endsWith(".jar")) {
            throw new JarException(place + " is not a jar");
          }
          try (JarFile jar = new JarFile(new File(URI.create(place.toString())))) {
            for (JarEntry entry : Collections.list(jar.entries())) {
              if (entry.getName().endsWith(".class")) {
                jar.getInputStream(entry).readAllBytes();
                if (entry.getCodeSigners() == null) {
                  throw new JarException(place + " has unsigned entries - " + entry.getName());
                }
              }
            }
          }
        }

        static void verifyPolicySigned(Certificate[] certificates) {}

        static boolean isTrustedCryptoProvider(Provider provider) {
          return false;
        }

        CryptoPermissions getPermissions() {
          return null;
        }
      }
      """;

  private StrictJce() {}

  /** Makes a JVM strict, with a class that is compiled into that folder. */
  public static ForkedJvm in(Path folder, ForkedJvm jvm) {
    try {
      Path source = folder.resolve("source/javax/crypto/ProviderVerifier.java");
      Files.createDirectories(source.getParent());
      Files.writeString(source, VERIFIER);
      Path classes = folder.resolve("classes");
      int status =
          ToolProvider.getSystemJavaCompiler()
              .run(
                  null,
                  null,
                  null,
                  "--patch-module",
                  "java.base=" + folder.resolve("source"),
                  "-d",
                  classes.toString(),
                  source.toString());
      if (status != 0) {
        throw new IllegalStateException("the verifier does not compile");
      }
      return jvm.option("--patch-module=java.base=" + classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
