package io.github.kmsjca.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.random.NeverDefaultProbe.Way;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.SecurityProperties;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Security;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whoever does not name our SecureRandom does not get it, wherever we stand in the list. */
class NeverDefaultTest {
  @RegisterExtension static final TestKms kms = TestKms.start();

  @TestFactory
  Stream<DynamicNode> ways(@TempDir Path dir) {
    return Stream.of(Way.values())
        .map(way -> DynamicContainer.dynamicContainer(way.name(), probe(way, dir)));
  }

  private static Stream<DynamicTest> probe(Way way, Path dir) {
    try {
      SecureRandom own = new SecureRandom();
      Path classLog = dir.resolve(way + ".classes");
      Path security = dir.resolve(way + ".security");
      Files.writeString(security, security(way));
      kms.local().calls().clear();
      ForkedJvm.Result result =
          new ForkedJvm(NeverDefaultProbe.class)
              .kms(kms)
              .property("java.security.properties", security)
              .option("-Xlog:class+load:file=" + classLog + "::filecount=0")
              .run(
                  way.name(), own.getAlgorithm(), own.getProvider().getName(), classLog.toString());
      long calls = kms.local().calls().count();
      return Stream.concat(
          Report.tests(result),
          Stream.of(DynamicTest.dynamicTest("one KMS call", () -> assertThat(calls).isEqualTo(1))));
    } catch (Exception e) {
      return Stream.of(DynamicTest.dynamicTest(way.name(), () -> Assertions.fail(e)));
    }
  }

  private static String security(Way way) {
    return switch (way) {
      case INSTALLED, ADDED -> "";
      case DECLARED_FIRST -> SecurityProperties.withProvider(0);
      case DECLARED_LAST -> SecurityProperties.withProvider(Security.getProviders().length);
      case DECLARED_FIRST_AND_STRONG ->
          SecurityProperties.withProvider(0) + "securerandom.strongAlgorithms=AWSKMS:AWSKMS\n";
    };
  }
}
