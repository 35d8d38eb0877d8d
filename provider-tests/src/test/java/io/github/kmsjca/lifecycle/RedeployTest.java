package io.github.kmsjca.lifecycle;

import io.github.kmsjca.testkit.TestKms;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing of an application that is gone stays behind; 50 times in the soak. */
class RedeployTest {
  private static final int TIMES = Boolean.getBoolean("soak") ? 50 : 6;

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @TestFactory
  Stream<DynamicTest> closed() throws Exception {
    return of(Deployment.Departure.CLOSES, TIMES);
  }

  @TestFactory
  Stream<DynamicTest> removedAndNotClosed() throws Exception {
    return of(Deployment.Departure.REMOVES, 3);
  }

  private static Stream<DynamicTest> of(Deployment.Departure departure, int times)
      throws Exception {
    return Redeployment.of(kms, departure, times, System.getProperty("java.class.path"));
  }
}
