package io.github.kmsjca.mistakes;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The table, one test a row. */
@ResourceLock(ProviderPlace.LOCK)
class MistakesTest {
  @TempDir static Path folder;
  private static Scene scene;

  @BeforeAll
  static void start() {
    scene = new Scene(folder);
  }

  @AfterAll
  static void stop() {
    scene.close();
  }

  @TestFactory
  Stream<DynamicTest> keys() {
    return tests(KeyMistakes.all());
  }

  @TestFactory
  Stream<DynamicTest> refusals() {
    return tests(RefusalMistakes.all());
  }

  @TestFactory
  Stream<DynamicTest> settings() {
    return tests(SettingMistakes.all());
  }

  @TestFactory
  Stream<DynamicTest> madeKeys() {
    return tests(MadeMistakes.all());
  }

  @TestFactory
  Stream<DynamicTest> files() {
    return tests(FileMistakes.all());
  }

  @TestFactory
  Stream<DynamicTest> platform() {
    return tests(PlatformMistakes.all());
  }

  @TestFactory
  Stream<DynamicTest> tools() {
    return tests(ToolMistakes.all());
  }

  @TestFactory
  Stream<DynamicTest> connections() throws Exception {
    return Report.tests(
        new ForkedJvm(ConnectionProbe.class)
            .environment("AWS_EC2_METADATA_DISABLED", "true")
            .run(folder.toString()));
  }

  private static Stream<DynamicTest> tests(List<Mistake> mistakes) {
    return mistakes.stream()
        .map(mistake -> DynamicTest.dynamicTest(mistake.name(), () -> mistake.check(scene)));
  }
}
