package io.github.kmsjca.packaging;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.position.PositionProbe;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every algorithm through the -all.jar, whose Bouncy Castle has no variants for newer JDKs, also
 * where our classes have no class loader.
 */
class EnginesIT {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @TempDir static Path dir;

  @TestFactory
  Stream<DynamicTest> onTheClassPath() throws Exception {
    List<Path> jars = Stream.concat(Stream.of(Jars.all()), withoutUs().stream()).toList();
    return run(new ForkedJvm(PositionProbe.class).classPath(jars));
  }

  @TestFactory
  Stream<DynamicTest> behindTheBootClassPath() throws Exception {
    return run(
        new ForkedJvm(PositionProbe.class)
            .classPath(withoutUs())
            .option("-Xbootclasspath/a:" + Jars.all()));
  }

  private static Stream<DynamicTest> run(ForkedJvm jvm) throws Exception {
    Path classLog = dir.resolve("classes");
    return Report.tests(
        jvm.kms(kms).option("-Xlog:class+load:file=" + classLog).run("FIRST", classLog.toString()));
  }

  /** The class path of the tests but for our own classes, which the -all.jar has. */
  private static List<Path> withoutUs() {
    Path provider = ForkedJvm.home(KmsProvider.class);
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .filter(entry -> !entry.equals(provider))
        .toList();
  }
}
