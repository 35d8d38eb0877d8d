package io.github.kmsjca.generator;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code generate=kms} in JVMs of their own. */
class PlainUseJvmTest {
  @RegisterExtension static final TestKms kms = TestKms.start();

  private static ForkedJvm jvm() {
    return new ForkedJvm(PlainUseProbe.class).kms(kms).property("awskms.generate", "kms");
  }

  @TestFactory
  Stream<DynamicTest> asKeytoolDoes() throws Exception {
    return Report.tests(
        jvm()
            .option("--add-exports=java.base/sun.security.tools.keytool=ALL-UNNAMED")
            .option("--add-exports=java.base/sun.security.x509=ALL-UNNAMED")
            .run("keytool"));
  }

  @TestFactory
  Stream<DynamicTest> preferredByAProperty(@TempDir Path dir) throws Exception {
    Path security = dir.resolve("preferred.security");
    Files.writeString(security, "jdk.security.provider.preferred=KeyPairGenerator.RSA:AWSKMS\n");
    return Report.tests(jvm().property("java.security.properties", security).run("preferred"));
  }
}
