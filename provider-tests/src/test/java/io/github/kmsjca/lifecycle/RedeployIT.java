package io.github.kmsjca.lifecycle;

import static java.util.stream.Collectors.joining;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import io.github.kmsjca.testkit.TestKms;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same with the jars, as an application has them in its {@code WEB-INF/lib}. */
class RedeployIT {
  private static final int TIMES = Boolean.getBoolean("soak") ? 50 : 3;

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @TestFactory
  Stream<DynamicTest> withTheNormalJar() throws Exception {
    return of(Stream.concat(Stream.of(Jars.provider()), Jars.dependencies().stream()).toList());
  }

  @TestFactory
  Stream<DynamicTest> withTheAllJar() throws Exception {
    return of(List.of(Jars.all()));
  }

  private static Stream<DynamicTest> of(List<Path> jars) throws Exception {
    return Redeployment.of(kms, Deployment.Departure.CLOSES, TIMES, classPath(jars));
  }

  private static String classPath(List<Path> jars) throws IOException {
    return Stream.concat(jars.stream(), Stream.of(ForkedJvm.home(Deployment.class)))
        .map(Path::toString)
        .collect(joining(File.pathSeparator));
  }
}
