package io.github.kmsjca.lifecycle;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Copies of the provider in several class loaders: the last one that installs itself is used. */
class TenantsTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @TestFactory
  Stream<DynamicTest> eachIsToldOfTheOther() throws Exception {
    return Report.tests(new ForkedJvm(TenantsProbe.class).kms(kms).run());
  }
}
