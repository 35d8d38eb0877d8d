package io.github.kmsjca.lifecycle;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Nobody has to close an instance; one that nobody has any more holds nothing, and one that rests
 * holds no thread.
 */
class DroppedTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @TestFactory
  Stream<DynamicTest> holdNothing() throws Exception {
    return Report.tests(
        new ForkedJvm(DroppedProbe.class).kms(kms).run(System.getProperty("soak", "false")));
  }
}
