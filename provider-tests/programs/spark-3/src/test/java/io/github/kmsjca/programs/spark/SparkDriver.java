package io.github.kmsjca.programs.spark;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts a job as spark-submit does in client mode, in a folder that looks like Spark's. */
final class SparkDriver {
  private final TestKms kms;
  private final Path home;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<String> options = new ArrayList<>();

  SparkDriver(TestKms kms, Path home) throws IOException {
    this.kms = kms;
    this.home = home;
    if (!Files.exists(home.resolve("jars"))) {
    Path jars = Files.createDirectory(home.resolve("jars"));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, Jars.ofTests().map(jar -> jar.toUri().toString()).collect(Collectors.joining(" ")));
    try (OutputStream out = Files.newOutputStream(jars.resolve("class-path.jar"))) {
      new JarOutputStream(out, manifest).close();
    }
    writeApplication(home.resolve("app.jar"));
    }
    set("spark.master", "local-cluster[2,1,1024]");
    set("spark.app.name", "test");
    set("spark.ui.enabled", "false");
    set("spark.driver.host", "localhost");
    set("spark.driver.bindAddress", "127.0.0.1");
    set("spark.scheduler.minRegisteredResourcesRatio", "1.0");
    set("spark.executor.defaultJavaOptions",
        "-Xlog:disable -Dawskms.endpoint=" + kms.endpoint() + " -Dawskms.region=us-east-1 -Daws.accessKeyId=AKIDLOCALKMS -Daws.secretAccessKey=local-kms");
    for (String each : List.of(
        "java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net", "java.nio",
        "java.util", "java.util.concurrent", "java.util.concurrent.atomic", "sun.nio.ch", "sun.nio.cs",
        "sun.security.action", "sun.util.calendar")) {
      options.add("--add-opens=java.base/" + each + "=ALL-UNNAMED");
    }
  }

  SparkDriver set(String name, String value) {
    settings.put(name, value);
    return this;
  }

  private static void writeApplication(Path jar) throws IOException {
    Path classes = ForkedJvm.home(SparkDriver.class);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream archive = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        archive.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, archive);
        archive.closeEntry();
      }
    }
  }

  ForkedJvm.Result run(Class<?> job, String... args) throws Exception {
    List<Path> path = new ArrayList<>();
    path.add(Path.of(home + "/jars/*"));
    path.add(Jars.all());
    path.add(home.resolve("app.jar"));
    ForkedJvm jvm = new ForkedJvm(job).classPath(path).in(home).kms(kms)
        .environment("SPARK_HOME", home.toString())
        .environment("SPARK_SCALA_VERSION", "2.12");
    options.forEach(jvm::option);
    settings.forEach((n, v) -> jvm.property(n, v));
    kms.local().calls().clear();
    return jvm.run(args);
  }
}
