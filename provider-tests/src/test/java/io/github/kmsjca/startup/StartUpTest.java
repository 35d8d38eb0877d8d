package io.github.kmsjca.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.TestKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that is only registered loads a few classes of its own, and nobody else's. */
class StartUpTest {
  private static final int MOST_CLASSES = 60;

  @TempDir private Path dir;

  @Test
  void registeringLoadsFewClasses() throws Exception {
    List<String> without = loaded(StartUpProbe.class, StartUpProbe.Empty.class.getName());
    List<String> with = loaded(StartUpProbe.class, KmsProvider.class.getName());
    Set<String> more = new HashSet<>(with);
    without.forEach(more::remove);

    assertThat(with.size() - without.size()).as("classes: %s", more).isLessThan(MOST_CLASSES);
    assertThat(more)
        .noneMatch(
            name ->
                name.startsWith("software.amazon.")
                    || name.startsWith("org.bouncycastle.")
                    || name.startsWith("com.github.benmanes.")
                    || name.startsWith("jdk.jfr.")
                    || name.startsWith("java.util.logging.")
                    || name.startsWith("java.net.http."));
  }

  /** They are registered by name alone. */
  @Test
  void everyServicesClassExists() throws Exception {
    for (Provider.Service service : new KmsProvider().getServices()) {
      assertThat(Class.forName(service.getClassName()).getName()).startsWith("io.github.kmsjca.");
    }
  }

  /** Its jar is signed, and the first class from it costs the JVM a check of the whole jar. */
  @Test
  void signingWithAKeyOfThePlatformsKindsNeedsNoBouncyCastle() throws Exception {
    try (TestKms kms = TestKms.start()) {
      for (String alias : List.of("rsa-2048", "ecc-nist-p256", "ecc-nist-edwards25519")) {
        Path log = dir.resolve(alias + ".classes");
        ForkedJvm.Result result =
            new ForkedJvm(FirstSignProbe.class)
                .kms(kms)
                .option("-Xlog:class+load:file=" + log + "::filecount=0")
                .run(alias);
        assertEquals(0, result.exitCode(), result.output());
        assertThat(names(log))
            .anyMatch(name -> name.startsWith("software.amazon."))
            .noneMatch(
                name ->
                    name.startsWith("org.bouncycastle.") || name.startsWith("jdk.jfr.internal"));
      }
    }
  }

  private List<String> loaded(Class<?> main, String argument) throws Exception {
    Path log = Files.createTempFile(dir, "start", ".classes");
    ForkedJvm.Result result =
        new ForkedJvm(main).option("-Xlog:class+load:file=" + log + "::filecount=0").run(argument);
    assertEquals(0, result.exitCode(), result.output());
    return names(log);
  }

  private static List<String> names(Path log) throws Exception {
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains(" source: "))
        .map(line -> line.replaceFirst("^(\\[[^]]*])* *", "").split(" ", 2)[0])
        .collect(Collectors.toList());
  }
}
