package io.github.kmsjca.testkit;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program in a JVM of its own: for what a JVM decides once, at start-up or at first use. */
public final class ForkedJvm {
  /** Else a JVM finds nothing of the developer's own account, nor of a company's network. */
  private static final Set<String> SET_BY_BUILD =
      Set.of("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_EC2_METADATA_DISABLED");

  /** Most live a few seconds, which do not win back what C2 and a parallel collector cost. */
  static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final List<String> program;
  private final List<String> options = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private List<String> entries;
  private Predicate<String> modules = entry -> false;
  private Path directory = Path.of("").toAbsolutePath();
  private Duration limit = Command.USUAL_LIMIT;

  /** What a JVM left behind: exit code, and standard output and error as one text. */
  public record Result(int exitCode, String output) {}

  private ForkedJvm(List<String> program, List<String> entries) {
    this.program = program;
    this.entries = entries;
  }

  /** A main class, with the class path of the tests. */
  public ForkedJvm(Class<?> main) {
    this(
        List.of(main.getName()),
        List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1)));
  }

  /** A main class that the tests do not have; the class path is empty. */
  public static ForkedJvm main(String className) {
    return new ForkedJvm(List.of(className), List.of());
  }

  /** {@code java -jar}; the class path is the jar's own. */
  public static ForkedJvm jar(Path jar) {
    return new ForkedJvm(List.of("-jar", jar.toString()), List.of());
  }

  /** {@code java -m}, with nothing on the class path. */
  public static ForkedJvm module(String module, Class<?> main) {
    return new ForkedJvm(List.of("-m", module + "/" + main.getName()), List.of());
  }

  public ForkedJvm option(String option) {
    options.add(option);
    return this;
  }

  /** For one that computes so much that it needs C2: RSA and AES are slow without. */
  public ForkedJvm withC2() {
    return option("-XX:TieredStopAtLevel=4");
  }

  public ForkedJvm property(String name, Object value) {
    return option("-D" + name + "=" + value);
  }

  public ForkedJvm environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Points the provider AWSKMS and the SDK at a local KMS. */
  public ForkedJvm kms(TestKms kms) {
    return property("awskms.endpoint", kms.endpoint())
        .property("awskms.region", TestKms.REGION)
        .property("aws.accessKeyId", "AKIDLOCALKMS")
        .property("aws.secretAccessKey", "local-kms");
  }

  /** The working directory. */
  public ForkedJvm in(Path workingDirectory) {
    directory = workingDirectory;
    return this;
  }

  /** The time that it may take, for one that starts others. */
  public ForkedJvm limit(Duration time) {
    limit = time;
    return this;
  }

  /** Only these on the class path, in this order, instead of all that the tests have. */
  public ForkedJvm classPath(List<Path> jars) {
    entries = jars.stream().map(Path::toString).toList();
    return this;
  }

  /** Only these on the module path. */
  public ForkedJvm modulePath(List<Path> jars) {
    List<String> added = jars.stream().map(Path::toString).toList();
    entries = Stream.concat(entries.stream(), added.stream()).toList();
    return onModulePath(added::contains);
  }

  /** The folder or jar that a class of the tests comes from. */
  public static Path home(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  /** Puts the class path entries whose path matches on the module path instead. */
  public ForkedJvm onModulePath(Predicate<String> entry) {
    modules = entry;
    return this;
  }

  private String path(Predicate<String> entry) {
    return entries.stream().filter(entry).collect(Collectors.joining(File.pathSeparator));
  }

  /** Runs it to its end. */
  public Result run(String... arguments) throws IOException, InterruptedException {
    Command.Result result = Command.run(builder(arguments), limit);
    return new Result(result.exitCode(), result.output());
  }

  /** For a program that is to go on while the test does. */
  public ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SHORT_LIVED);
    if (!path(modules.negate()).isEmpty()) {
      command.addAll(List.of("-cp", path(modules.negate())));
    }
    if (!path(modules).isEmpty()) {
      command.addAll(List.of("--module-path", path(modules)));
    }
    command.addAll(options);
    command.addAll(program);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(
            name ->
                (name.startsWith("AWS_") && !SET_BY_BUILD.contains(name))
                    || name.toUpperCase(Locale.ROOT).endsWith("_PROXY"));
    builder.environment().putAll(environment);
    return builder;
  }
}
