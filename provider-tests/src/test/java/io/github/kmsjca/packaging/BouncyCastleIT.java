package io.github.kmsjca.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.SecurityProperties;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The -all.jar beside the application's own Bouncy Castle, old and new: both of them work,
 * whichever is found first.
 */
class BouncyCastleIT {
  @RegisterExtension static final TestKms kms = Application.kms();

  @TempDir static Path dir;

  private static Path application;
  private static Path security;

  @BeforeAll
  static void build() throws IOException {
    application = Application.in(dir).jar();
    security = Files.writeString(dir.resolve("java.security"), SecurityProperties.withProvider(0));
  }

  @Test
  void versions() throws IOException {
    assertEquals(
        List.of("1.77", "1.78.1", "1.80", "1.84", "1.86"),
        versionsOfBouncyCastle().map(BouncyCastleIT::version).toList());
  }

  @TestFactory
  Stream<DynamicNode> behindUsOnTheClassPath() throws IOException {
    return rows(version -> onClassPath(Jars.all(), version));
  }

  @TestFactory
  Stream<DynamicNode> beforeUsOnTheClassPath() throws IOException {
    return rows(version -> onClassPath(version, Jars.all()));
  }

  /** On the module path the order says nothing: modules are found by name. */
  @TestFactory
  Stream<DynamicNode> onTheModulePath() throws IOException {
    return rows(
        version ->
            ForkedJvm.module("application", BouncyCastleProbe.class)
                .modulePath(List.of(application, Jars.all(), version)));
  }

  private static ForkedJvm onClassPath(Path first, Path second) {
    return new ForkedJvm(BouncyCastleProbe.class).classPath(List.of(first, second, application));
  }

  /** How a version is brought in beside us. */
  private interface Arrangement {
    ForkedJvm of(Path version);
  }

  private static Stream<DynamicNode> rows(Arrangement arrangement) throws IOException {
    return versionsOfBouncyCastle()
        .map(
            version ->
                DynamicContainer.dynamicContainer(version(version), run(arrangement.of(version))));
  }

  private static Stream<Path> versionsOfBouncyCastle() throws IOException {
    return Jars.neighbours("bouncycastle").stream();
  }

  private static String version(Path jar) {
    return jar.getFileName().toString().replaceAll("bcprov-jdk18on-|\\.jar", "");
  }

  private static Stream<DynamicTest> run(ForkedJvm jvm) {
    try {
      return Report.tests(
          jvm.kms(kms)
              .property("java.security.properties", security)
              // It has to start fast rather than run fast.
              .option("-XX:TieredStopAtLevel=1")
              .run());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
