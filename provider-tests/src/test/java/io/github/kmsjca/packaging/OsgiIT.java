package io.github.kmsjca.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import io.github.kmsjca.testkit.TestKms;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.launch.Framework;
import software.amazon.awssdk.core.util.VersionInfo;

/** Both jars in Apache Felix, in a JVM of its own that has nothing else on its class path. */
class OsgiIT {
  @RegisterExtension static final TestKms KMS = TestKms.start().withEncryptionKeys();

  @TempDir Path dir;

  /** Beside the local KMS, which need not be a bundle to be used, and resolves as one. */
  @Test
  void singleFileJar() throws Exception {
    assertSigns("io.github.kmsjca.provider.all", List.of(Jars.localKms(), Jars.all()));
  }

  /**
   * Bouncy Castle and Caffeine are bundles; the AWS SDK's jars are not, so one bundle has them all.
   */
  @Test
  void normalJarBesideItsLibraries() throws Exception {
    List<Path> bundles = new ArrayList<>();
    bundles.addAll(libraries("bcprov-jdk18on", "caffeine"));
    bundles.add(awsSdk());
    bundles.add(Jars.provider());
    assertSigns("io.github.kmsjca.provider", bundles);
  }

  private void assertSigns(String symbolicName, List<Path> bundles) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add(dir.resolve("felix").toString());
    Stream.concat(bundles.stream(), Stream.of(application()))
        .forEach(bundle -> arguments.add(bundle.toUri().toString()));
    ForkedJvm.Result result =
        new ForkedJvm(OsgiProgram.class)
            .classPath(List.of(ForkedJvm.home(OsgiProgram.class), ForkedJvm.home(Framework.class)))
            .kms(KMS)
            .run(arguments.toArray(String[]::new));
    assertThat(result.output())
        .contains("signature of the provider: true")
        .contains("decrypted: a message")
        .contains("provider of the bundle " + symbolicName);
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  private Path application() throws IOException {
    return new BundleJar("application")
        .header("Bundle-Activator", SigningActivator.class.getName())
        .header(
            "Import-Package",
            "org.osgi.framework,javax.crypto,"
                + "io.github.kmsjca;version=\"[0.1,0.2)\",io.github.kmsjca.spec;version=\"[0.1,0.2)\"")
        .content(SigningActivator.class)
        .write(dir.resolve("application.jar"));
  }

  private Path awsSdk() throws IOException {
    String exports =
        BundleHeaders.of(Jars.provider()).imports().stream()
            .filter(name -> name.startsWith("software.amazon.awssdk."))
            .map(name -> name + ";version=" + VersionInfo.SDK_VERSION)
            .collect(Collectors.joining(","));
    return new BundleJar("aws-sdk")
        .header("Export-Package", exports + ",org.slf4j;version=2.0")
        .header("DynamicImport-Package", "javax.*,org.ietf.*,jdk.*")
        .classPath(
            libraries(
                "software/amazon/awssdk", "httpc", "reactive-streams", "slf4j-api", "slf4j-jdk14"))
        .write(dir.resolve("aws-sdk.jar"));
  }

  /** Of the test's own class path. */
  private static List<Path> libraries(String... parts) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> entry.endsWith(".jar") && Arrays.stream(parts).anyMatch(entry::contains))
        .map(Path::of)
        .toList();
  }
}
