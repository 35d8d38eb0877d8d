package io.github.kmsjca.sandbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An application that a policy grants nothing, beside libraries that may do anything. */
class SandboxTest {
  private static final int FIRST_WITHOUT_SECURITY_MANAGER = 24;

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();
  @TempDir private Path dir;

  @TestFactory
  Stream<DynamicNode> places() throws Exception {
    assumeTrue(Runtime.version().feature() < FIRST_WITHOUT_SECURITY_MANAGER);
    Path application = moveApplication();
    List<Path> classPath = new ArrayList<>(List.of(application));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      classPath.add(Path.of(entry).toAbsolutePath());
    }
    Path policy =
        Files.writeString(dir.resolve("policy"), policy(classPath.subList(1, classPath.size())));
    List<DynamicNode> tests = new ArrayList<>();
    for (ProviderPlace place : ProviderPlace.values()) {
      Path security =
          Files.writeString(dir.resolve(place + ".security"), place.securityProperties());
      ForkedJvm.Result result =
          new ForkedJvm(SandboxProbe.class)
              .classPath(classPath)
              .kms(kms)
              .property("java.security.properties", security)
              .property("java.security.policy", "=" + policy)
              .option("-Djava.security.manager")
              .run();
      tests.add(DynamicContainer.dynamicContainer(place.name(), Report.tests(result)));
    }
    return tests.stream();
  }

  /** Apart from the tests' other classes, which may do what libraries may. */
  private Path moveApplication() throws IOException {
    Path home = ForkedJvm.home(SandboxProbe.class);
    Path folder = Path.of(SandboxProbe.class.getPackageName().replace('.', '/'));
    Path application = dir.resolve("application");
    Files.createDirectories(application.resolve(folder));
    try (Stream<Path> classes = Files.list(home.resolve(folder))) {
      for (Path file : classes.toList()) {
        if (file.getFileName().toString().startsWith("SandboxProbe")) {
          Files.copy(file, application.resolve(folder).resolve(file.getFileName()));
        }
      }
    }
    return application;
  }

  private static String policy(List<Path> libraries) {
    StringBuilder policy = new StringBuilder();
    for (Path library : libraries) {
      String url = library.toUri().toString();
      policy
          .append("grant codeBase \"")
          .append(url.endsWith("/") ? url + "-" : url)
          .append("\" { permission java.security.AllPermission; };\n");
    }
    return policy.toString();
  }
}
