package io.github.kmsjca.position;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The position matrix: every algorithm row, at every position, in a JVM of its own. */
class PositionTest {
  private static TestKms kms;

  @BeforeAll
  static void start() {
    kms = TestKms.start();
  }

  @AfterAll
  static void stop() {
    kms.close();
  }

  @TestFactory
  Stream<DynamicNode> positions(@TempDir Path dir) {
    return Stream.of(Position.values())
        .map(position -> DynamicContainer.dynamicContainer(position.name(), probe(position, dir)));
  }

  private static Stream<DynamicTest> probe(Position position, Path dir) {
    try {
      Path classLog = dir.resolve(position + ".classes");
      Path security = dir.resolve(position + ".security");
      Files.writeString(security, securityProperties(position));
      ForkedJvm jvm =
          new ForkedJvm(PositionProbe.class)
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

  /** The list is written whole: a number that stands twice replaces, and a hole ends it. */
  private static String securityProperties(Position position) {
    List<String> names = new ArrayList<>();
    for (Provider provider : Security.getProviders()) {
      names.add(provider.getName());
    }
    switch (position) {
      case STATIC_FIRST -> names.add(0, "AWSKMS");
      case STATIC_LAST -> names.add("AWSKMS");
      case PREFERRED -> {
        return "jdk.security.provider.preferred=Signature.RSASSA-PSS:AWSKMS\n";
      }
      default -> {
        return "";
      }
    }
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      lines
          .append("security.provider.")
          .append(i + 1)
          .append('=')
          .append(names.get(i))
          .append('\n');
    }
    return lines.toString();
  }
}
