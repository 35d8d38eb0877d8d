package io.github.kmsjca.programs.spark;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import scala.util.Properties$;

/**
 * Starts a job as {@code spark-submit} does in client mode: a driver in a JVM of its own, and its
 * executors, each of which is a JVM, too. Spark's jars come from the class path of the tests, the
 * provider is where the settings put it.
 */
final class SparkSubmit {
  private static final String JARS = "spark.jars";
  private static final String DRIVER_CLASS_PATH = "spark.driver.extraClassPath";
  private static final String DRIVER_OPTIONS = "spark.driver.extraJavaOptions";
  private static final String EXECUTOR_OPTIONS = "spark.executor.defaultJavaOptions";
  private static final String GUIDE = "spark.md";

  private final ProgramHost host;
  private final Path home;
  private final Path application;
  private final Map<String, String> settings = new LinkedHashMap<>();

  /** In a new folder of the host. */
  SparkSubmit(ProgramHost host, int executors) throws IOException {
    this.host = host;
    this.home = Files.createTempDirectory(host.folder(), "spark");
    this.application = home.resolve("app.jar");
    writeSparkJar(Files.createDirectory(home.resolve("jars")).resolve("spark.jar"));
    writeApplication();
    settings.put(JARS, application.toString());
    settings.put("spark.app.name", "test");
    settings.put("spark.master", "local-cluster[" + executors + ",1,1024]");
    settings.put("spark.ui.enabled", "false");
    // Else the first that is there may do all of a short job.
    settings.put("spark.scheduler.minRegisteredResourcesRatio", "1.0");
    settings.put("spark.scheduler.maxRegisteredResourcesWaitingTime", "120s");
    executorOption("-XX:+UseSerialGC");
    executorOption("-Daws.accessKeyId=AKIDLOCALKMS -Daws.secretAccessKey=local-kms");
    executorOption("-Dawskms.region=" + TestKms.REGION);
    // Else the first call of a JVM on a busy machine is made twice, and counted twice.
    executorOption("-Dawskms.attemptTimeout=1m -Dawskms.callTimeout=2m");
    executorOption("-Dawskms.endpoint=" + host.identities().kms().endpoint());
  }

  /** A folder for what the job writes. */
  Path home() {
    return home;
  }

  SparkSubmit set(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /** An option of the executors' JVMs, beside those of the guide. */
  SparkSubmit executorOption(String option) {
    settings.merge(EXECUTOR_OPTIONS, option, (old, added) -> old + " " + added);
    return this;
  }

  /** Settings as they stand in the guide, with the paths and the classes of this build. */
  SparkSubmit set(Guide block) {
    Properties properties = block.properties();
    for (String name : properties.stringPropertyNames()) {
      String value =
          properties
              .getProperty(name)
              .replace("/opt/kms/kms-jca-provider-0.1.0-SNAPSHOT-all.jar", Jars.all().toString())
              .replace("/opt/kms/kms.security", host.folder().resolve("kms.security").toString())
              .replace("com.example.", "io.github.kmsjca.samples.spark.");
      settings.merge(name, value, (old, added) -> name.equals(JARS) ? old + "," + added : added);
    }
    return this;
  }

  /** The first block of settings below a heading. */
  static Guide settings(String heading) {
    return Guide.block(GUIDE, heading, "properties");
  }

  ProgramHost.Run run(Class<?> job, String... arguments) throws IOException, InterruptedException {
    TestKms kms = host.identities().kms();
    List<Path> classPath = new ArrayList<>();
    classPath.add(home.resolve("jars").resolve("spark.jar"));
    Stream.of(settings.get(JARS).split(",")).map(Path::of).forEach(classPath::add);
    if (settings.containsKey(DRIVER_CLASS_PATH)) {
      classPath.add(Path.of(settings.get(DRIVER_CLASS_PATH)));
    }
    ForkedJvm driver =
        new ForkedJvm(job)
            .in(home)
            .kms(kms)
            .classPath(classPath)
            .option("-Xmx1g")
            .limit(Duration.ofMinutes(20))
            .environment("SPARK_HOME", home.toString())
            .environment("SPARK_LOCAL_IP", "127.0.0.1")
            .environment("SPARK_SCALA_VERSION", scalaVersion());
    words(JavaModuleOptions.defaultModuleOptions()).forEach(driver::option);
    words(settings.getOrDefault(DRIVER_OPTIONS, "")).forEach(driver::option);
    settings.forEach(driver::property);
    kms.local().calls().clear();
    ForkedJvm.Result result = driver.run(arguments);
    return new ProgramHost.Run(result.exitCode(), result.output(), Calls.madeTo(kms));
  }

  private static Stream<String> words(String options) {
    return Stream.of(options.split(" ")).filter(word -> !word.isEmpty());
  }

  /** {@code 2.12} or {@code 2.13}. */
  private static String scalaVersion() {
    String version = Properties$.MODULE$.versionNumberString();
    return version.substring(0, version.lastIndexOf('.'));
  }

  /** Spark expects its jars in a folder; one will do that names the others. */
  private static void writeSparkJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Jars.ofTests().map(each -> each.toUri().toString()).collect(Collectors.joining(" ")));
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream archive = new JarOutputStream(out, manifest)) {
      archive.finish();
    }
  }

  /** The jobs and the samples. */
  private void writeApplication() throws IOException {
    Path classes = ForkedJvm.home(ColumnJob.class);
    try (OutputStream out = Files.newOutputStream(application);
        JarOutputStream archive = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".class")).toList()) {
        archive.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, archive);
        archive.closeEntry();
      }
    }
  }
}
