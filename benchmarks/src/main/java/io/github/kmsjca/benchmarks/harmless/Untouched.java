package io.github.kmsjca.benchmarks.harmless;

import io.github.kmsjca.benchmarks.startup.Launch;
import io.github.kmsjca.benchmarks.startup.LaunchedJvm;
import io.github.kmsjca.localkms.LocalKms;
import java.io.IOException;

/** Whether KMS and the AWS SDK are left alone by programs that do not want them. */
public final class Untouched {
  private Untouched() {}

  /**
   * What was counted, in words.
   *
   * @throws IllegalStateException if it is not 0, which is no matter of speed
   */
  public static String sentence() throws IOException, InterruptedException {
    try (LocalKms kms = LocalKms.start()) {
      long sdk =
          new LaunchedJvm(kms.endpoint(), "none")
              .loadedClasses(Launch.WORK_WITHOUT_KMS).stream()
                  .filter(name -> name.startsWith("software.amazon.awssdk."))
                  .count();
      long calls = kms.calls().count();
      if (sdk + calls > 0) {
        throw new IllegalStateException(
            "without a key in KMS: " + calls + " KMS calls, " + sdk + " classes of the AWS SDK");
      }
      return "P12: KMS calls of all of this in a JVM with the provider first: 0; classes of the AWS"
          + " SDK: 0 (target: 0, met).";
    }
  }
}
