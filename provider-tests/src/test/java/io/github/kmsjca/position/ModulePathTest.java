package io.github.kmsjca.position;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.SecurityProperties;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The provider as a named module, found by name in {@code java.security}, without --add-modules.
 */
class ModulePathTest {
  @TestFactory
  Stream<DynamicTest> namedModule(@TempDir Path dir) throws Exception {
    Path security = dir.resolve("java.security");
    Files.writeString(security, SecurityProperties.withProvider(0));
    try (TestKms kms = TestKms.start()) {
      ForkedJvm.Result result =
          new ForkedJvm(ModulePathProbe.class)
              .kms(kms)
              .property("java.security.properties", security)
              .onModulePath(
                  entry ->
                      entry.matches(
                          ".*[/\\\\](provider[/\\\\]target|awssdk|core5|client5|bcprov-jdk18on|caffeine|org[/\\\\]slf4j|reactive-streams)[/\\\\].*"))
              .run();
      return Report.tests(result);
    }
  }
}
