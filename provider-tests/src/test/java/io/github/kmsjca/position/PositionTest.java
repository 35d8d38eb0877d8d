package io.github.kmsjca.position;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.SecurityProperties;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The position matrix: every algorithm row, at every position, in a JVM of its own. */
class PositionTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @TestFactory
  Stream<DynamicNode> positions(@TempDir Path dir) {
    return Stream.of(Position.values())
        .map(position -> DynamicContainer.dynamicContainer(position.name(), probe(position, dir)));
  }

  private static Stream<DynamicTest> probe(Position position, Path dir) {
    try {
      Path classLog = dir.resolve(position + ".classes");
      Path security = dir.resolve(position + ".security");
      Files.writeString(security, security(position));
      ForkedJvm jvm =
          new ForkedJvm(PositionProbe.class)
              .withC2()
              .kms(kms)
              .property("java.security.properties", security)
              .option("-Xlog:class+load:file=" + classLog);
      kms.local().calls().clear();
      ForkedJvm.Result result = jvm.run(position.name(), classLog.toString());
      return Report.tests(result);
    } catch (Exception e) {
      return Stream.of(DynamicTest.dynamicTest(position.name(), () -> Assertions.fail(e)));
    }
  }

  private static String security(Position position) {
    return switch (position) {
      case STATIC_FIRST -> SecurityProperties.withProvider(0);
      case STATIC_LAST -> SecurityProperties.withProvider(Security.getProviders().length);
      case PREFERRED -> "jdk.security.provider.preferred=Signature.RSASSA-PSS:AWSKMS\n";
      default -> "";
    };
  }
}
