package io.github.kmsjca.programs.kafka;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kafka registers the provider by its own {@code security.providers}: in a JVM whose {@code
 * java.security} and whose system properties say nothing of it.
 */
class SecurityProvidersTest {
  private static final KmsIdentities IDENTITIES = new KmsIdentities();

  @TempDir Path dir;

  @AfterAll
  static void close() {
    IDENTITIES.close();
  }

  @TestFactory
  Stream<DynamicTest> inJvmOfItsOwn() throws Exception {
    TestCa ca = IDENTITIES.ca();
    Path keyStore =
        new KeyStoreText()
            .key("kafka", IDENTITIES.createCertified("kafka", "RSA_2048"))
            .write(dir.resolve("app.kms"));
    ForkedJvm.Result result =
        new ForkedJvm(SecurityProvidersProbe.class)
            .property("aws.accessKeyId", "AKIDLOCALKMS")
            .property("aws.secretAccessKey", "local-kms")
            .run(
                keyStore.toString(),
                ca.writeTrustStore(dir.resolve("trust.p12")).toString(),
                IDENTITIES.kms().endpoint().toString(),
                TestKms.REGION);
    return Report.tests(result);
  }
}
