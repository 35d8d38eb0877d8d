package io.github.kmsjca.lifecycle;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Starts the server that deploys. */
final class Redeployment {
  private Redeployment() {}

  static Stream<DynamicTest> of(
      TestKms kms, Deployment.Departure departure, int times, String applicationClassPath)
      throws Exception {
    ForkedJvm.Result result =
        new ForkedJvm(RedeployProbe.class)
            .kms(kms)
            // The JDK keeps by soft references what would hide the result until memory is short.
            .option("-XX:SoftRefLRUPolicyMSPerMB=0")
            .run(departure.name(), Integer.toString(times), applicationClassPath);
    return Report.tests(result);
  }
}
