package io.github.kmsjca.generator;

import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.Report;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A Java agent that rewrites JCA's own classes while the program runs, as monitoring does. */
class RewrittenJcaTest {
  @TempDir static Path dir;

  @TestFactory
  Stream<DynamicTest> nobodyNoticesAfterwardsEither() throws Exception {
    Path security = dir.resolve("first.security");
    Files.writeString(security, ProviderPlace.FIRST.securityProperties());
    return Report.tests(
        new ForkedJvm(RewrittenJcaProbe.class)
            .option("-javaagent:" + agent())
            .property("java.security.properties", security)
            .run());
  }

  /** Its class is the probe itself, on the class path. */
  private static Path agent() throws Exception {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", RewrittenJcaProbe.class.getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    Path jar = dir.resolve("agent.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest)) {
      entries.finish();
    }
    return jar;
  }
}
