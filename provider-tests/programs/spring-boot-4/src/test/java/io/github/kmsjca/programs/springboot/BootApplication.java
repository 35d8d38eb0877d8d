package io.github.kmsjca.programs.springboot;

import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.programs.RunningProgram;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** An executable jar of Spring Boot, started as the guide does. */
public final class BootApplication {
  /** Where the JVM finds the provider, if not in the executable jar. */
  enum Place {
    MODULE_PATH,
    BOOT_CLASS_PATH,
    CLASS_PATH,
    NOWHERE
  }

  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+) ");

  private final ProgramHost host;
  private final Installation way;
  private final Path jar;

  BootApplication(ProgramHost host, Installation way, Path jar) {
    this.host = host;
    this.way = way;
    this.jar = jar;
  }

  /** Starts it with these lines in its {@code application.properties}. */
  public RunningProgram start(String... properties) throws IOException {
    ForkedJvm jvm = ForkedJvm.jar(jar);
    if (way == Installation.LAST_BY_SECURITY_FILE) {
      commandOptions().forEach(jvm::option);
    }
    return start(jvm, properties);
  }

  /** The same by the security file, with the provider in some place. */
  RunningProgram start(Place place, String... properties) throws IOException {
    ForkedJvm jvm =
        switch (place) {
          case MODULE_PATH -> ForkedJvm.jar(jar).modulePath(List.of(Jars.all()));
          case BOOT_CLASS_PATH -> ForkedJvm.jar(jar).option("-Xbootclasspath/a:" + Jars.all());
          case CLASS_PATH ->
              ForkedJvm.main("org.springframework.boot.loader.launch.JarLauncher")
                  .classPath(List.of(jar, Jars.all()));
          case NOWHERE -> ForkedJvm.jar(jar);
        };
    return start(jvm.property("java.security.properties", "kms.security"), properties);
  }

  private RunningProgram start(ForkedJvm jvm, String... properties) throws IOException {
    Path folder = host.folder();
    Files.writeString(
        folder.resolve("application.properties"),
        String.join("\n", properties) + "\nserver.address=127.0.0.1");
    Path logs = Files.createDirectories(folder.resolve("logs"));
    return RunningProgram.start(
        jvm.in(folder).kms(host.identities().kms()), Files.createTempFile(logs, "shop", ".log"));
  }

  /** What the guide has between {@code java} and {@code -jar}. */
  private static List<String> commandOptions() {
    List<String> words =
        Guide.block("spring-boot.md", "Without code", "sh")
            .with("kms-jca-provider-0.1.0-SNAPSHOT-all.jar", Jars.all())
            .words();
    return words.subList(1, words.indexOf("-jar"));
  }

  /** Waits until it serves. */
  public static int port(RunningProgram application) throws IOException, InterruptedException {
    return Integer.parseInt(application.awaitOutput(STARTED));
  }
}
