package io.github.kmsjca.benchmarks.startup;

import io.github.kmsjca.benchmarks.environment.LocalKmsProcess;
import java.io.IOException;
import java.util.List;

/** How many classes the provider adds to a JVM. */
public final class ClassCounts {
  private static final int AT_MOST = 60;

  private ClassCounts() {}

  /** What was counted, in words. */
  public static List<String> sentences() throws IOException, InterruptedException {
    try (LocalKmsProcess kms = LocalKmsProcess.start()) {
      LaunchedJvm jvm = new LaunchedJvm(kms.endpoint(), "none");
      List<String> with = jvm.loadedClasses(Launch.ADD_PROVIDER);
      int more = with.size() - jvm.loadedClasses(Launch.ADD_EMPTY_PROVIDER).size();
      int moreThanNothing = with.size() - jvm.loadedClasses(Launch.NOTHING).size();
      long sdk = with.stream().filter(name -> name.startsWith("software.amazon.")).count();
      return List.of(
          "P10: adding the provider loads %d classes more than adding an empty one (target: %d, %s);"
                  .formatted(more, AT_MOST, more <= AT_MOST ? "met" : "**missed**")
              + " %d more than a JVM that does nothing.".formatted(moreThanNothing),
          "P10: classes of the AWS SDK among them: %d (target: 0, %s)."
              .formatted(sdk, sdk == 0 ? "met" : "**missed**"));
    }
  }
}
