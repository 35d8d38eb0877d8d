package io.github.kmsjca.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.TestKms;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** An HTTP client whose loggers are not those that our own logging library knows. */
@DisabledIfSystemProperty(
    named = "junit.jupiter.extensions.autodetection.enabled",
    matches = "true",
    disabledReason = "an audit has the loggers on that are the matter here")
class LoggersElsewhereTest {
  private static final String WIRE = "org.apache.hc.client5.http.wire";
  private static final String WIRE_4 = "org.apache.http.wire";

  private static final String COMMONS = "org.apache.commons.logging.";

  @RegisterExtension static final TestKms kms = TestKms.start();

  @BeforeEach
  void clear() {
    kms.local().calls().clear();
  }

  private static ForkedJvm jvmWithSuppliedClient() {
    return new ForkedJvm(SigningProbe.class)
        .kms(kms)
        .property(COMMONS + "LogFactory", COMMONS + "impl.LogFactoryImpl")
        .property(COMMONS + "Log", COMMONS + "impl.SimpleLog");
  }

  /** Apache's former client logs by Commons Logging, which may go where SLF4J does not. */
  @Test
  void commonsLoggingIsAskedItself() throws Exception {
    ForkedJvm.Result loud =
        jvmWithSuppliedClient()
            .property(COMMONS + "simplelog.log." + WIRE_4, "debug")
            .run(SigningProbe.SUPPLIED);
    assertThat(loud.output())
        .contains("the logger " + WIRE_4 + " would write data keys")
        .doesNotContain("SIGNED");
    kms.assertCalls(0, "Sign");

    assertThat(jvmWithSuppliedClient().run(SigningProbe.SUPPLIED).output()).contains("SIGNED");
  }

  /** As in a container: the SDK is shared, and the application brings its own SLF4J. */
  @Test
  @ResourceLock("java.util.logging")
  void theLoggingLibraryOfTheClientsClassLoaderIsAsked() throws Exception {
    Path ours = ForkedJvm.home(KmsProvider.class);
    Predicate<Path> quietSlf4j = path -> path.getFileName().toString().startsWith("slf4j-nop");
    Predicate<Path> slf4j = path -> path.getFileName().toString().startsWith("slf4j-api");
    try (URLClassLoader shared =
            new URLClassLoader(
                urls(quietSlf4j.negate().and(path -> !path.equals(ours))),
                ClassLoader.getPlatformClassLoader());
        URLClassLoader application =
            new ChildFirst(urls(quietSlf4j.or(slf4j).or(ours::equals)), shared)) {
      Provider provider =
          ((Provider)
                  application.loadClass(KmsProvider.class.getName()).getConstructor().newInstance())
              .configure("endpoint=" + kms.endpoint() + ";region=" + TestKms.REGION);
      Logger logger = Logger.getLogger(WIRE);
      logger.setLevel(Level.FINE);
      try {
        assertThatThrownBy(() -> SigningProbe.sign(provider))
            .hasStackTraceContaining("the logger " + WIRE + " would write data keys");
        kms.assertCalls(0, "Sign");
      } finally {
        logger.setLevel(null);
      }
      SigningProbe.sign(provider);
      kms.assertCalls(1, "Sign");
    }
  }

  private static URL[] urls(Predicate<Path> chosen) throws IOException {
    List<URL> urls = new ArrayList<>();
    List<Path> entries =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .filter(chosen)
            .toList();
    for (Path entry : entries) {
      urls.add(entry.toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }

  private static final class ChildFirst extends URLClassLoader {
    ChildFirst(URL[] urls, ClassLoader parent) {
      super(urls, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (findLoadedClass(name) == null
            && findResource(name.replace('.', '/') + ".class") != null) {
          return findClass(name);
        }
        return super.loadClass(name, resolve);
      }
    }
  }
}
