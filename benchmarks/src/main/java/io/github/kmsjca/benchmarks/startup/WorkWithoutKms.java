package io.github.kmsjca.benchmarks.startup;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.benchmarks.environment.LocalKmsProcess;
import io.github.kmsjca.benchmarks.harmless.Work;
import java.net.URI;

final class WorkWithoutKms {
  private WorkWithoutKms() {}

  static void run(URI endpoint) throws Exception {
    System.setProperty("awskms.endpoint", endpoint.toString());
    System.setProperty("awskms.region", LocalKmsProcess.REGION);
    KmsProvider.install();
    for (Work work : Work.values()) {
      work.once();
    }
  }
}
