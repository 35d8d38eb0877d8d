package io.github.kmsjca.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.doctor.Main;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.SecurityProperties;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ways in which our jars come into a JVM, each with an application that signs and encrypts. The
 * provider is registered in {@code java.security}, but for jars within a jar, which the JVM's own
 * class loader does not see.
 */
class PackagingIT {
  @RegisterExtension static final TestKms kms = Application.kms();

  @TempDir static Path dir;

  private static Application application;

  @BeforeAll
  static void build() throws IOException {
    application = Application.in(dir);
  }

  @TestFactory
  Stream<DynamicTest> allJarBehindTheApplication() throws Exception {
    return run(onClassPath(application.jar(), Jars.all()));
  }

  @TestFactory
  Stream<DynamicTest> allJarBeforeTheApplication() throws Exception {
    return run(onClassPath(Jars.all(), application.jar()));
  }

  @TestFactory
  Stream<DynamicTest> normalJarWithItsDependencies() throws Exception {
    return run(onClassPath(with(normal(), application.jar())));
  }

  @TestFactory
  Stream<DynamicTest> bothJarsTheNormalOneFirst() throws Exception {
    return run(onClassPath(with(with(normal(), Jars.all()), application.jar())));
  }

  @TestFactory
  Stream<DynamicTest> bothJarsTheAllJarFirst() throws Exception {
    List<Path> jars = new ArrayList<>(List.of(application.jar(), Jars.all()));
    jars.addAll(normal());
    return run(onClassPath(jars));
  }

  @TestFactory
  Stream<DynamicTest> allJarBehindTheBootClassPath() throws Exception {
    return run(onClassPath(application.jar()).option("-Xbootclasspath/a:" + Jars.all()));
  }

  /** Where no class has a code source. */
  @Test
  void doctorTellsWhereTheJarIsThere() throws Exception {
    ForkedJvm.Result result =
        new ForkedJvm(Main.class)
            .classPath(List.of())
            .option("-Xbootclasspath/a:" + Jars.all())
            .kms(kms)
            .run("doctor");
    assertThat(result.output()).contains("kms-jca", Jars.all().toRealPath().toUri().getPath());
  }

  @TestFactory
  Stream<DynamicTest> allJarAsAutomaticModule() throws Exception {
    return run(
        ForkedJvm.module("application", ApplicationProbe.class)
            .modulePath(List.of(application.jar(), Jars.all())));
  }

  @TestFactory
  Stream<DynamicTest> allJarOnTheModulePathOfASpringBootJar() throws Exception {
    Path fatJar = application.springBoot("without-provider", List.of());
    return run(ForkedJvm.jar(fatJar).modulePath(List.of(Jars.all())));
  }

  @TestFactory
  Stream<DynamicTest> allJarWithinASpringBootJar() throws Exception {
    Path fatJar = application.springBoot("with-all-jar", List.of(Jars.all()));
    return installing(ForkedJvm.jar(fatJar));
  }

  @TestFactory
  Stream<DynamicTest> normalJarWithinASpringBootJar() throws Exception {
    Path fatJar = application.springBoot("with-normal-jar", normal());
    return installing(ForkedJvm.jar(fatJar));
  }

  private static List<Path> normal() throws IOException {
    return with(Jars.dependencies(), Jars.provider());
  }

  private static List<Path> with(List<Path> jars, Path jar) {
    List<Path> all = new ArrayList<>(jars);
    all.add(jar);
    return all;
  }

  private static ForkedJvm onClassPath(Path... jars) {
    return onClassPath(List.of(jars));
  }

  private static ForkedJvm onClassPath(List<Path> jars) {
    return new ForkedJvm(ApplicationProbe.class).classPath(jars);
  }

  private static Stream<DynamicTest> run(ForkedJvm jvm) throws Exception {
    Path security = dir.resolve("java.security");
    Files.writeString(security, SecurityProperties.withProvider(0));
    return Report.tests(jvm.kms(kms).property("java.security.properties", security).run());
  }

  private static Stream<DynamicTest> installing(ForkedJvm jvm) throws Exception {
    return Report.tests(jvm.kms(kms).run(ApplicationProbe.INSTALLS));
  }
}
