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

/** The application of the guide, packaged for one of the ways in which it gets the provider. */
final class Shop {
  static final String GUIDE = "spring-boot.md";
  private static final String ALL_JAR = "kms-jca-provider-0.1.0-SNAPSHOT-all.jar";
  private static final Pattern STARTED =
      Pattern.compile("Tomcat started on port (\\d+) \\(https\\)");

  private final ProgramHost host;
  private final Installation way;
  private final Path jar;

  private Shop(ProgramHost host, Installation way, Path jar) {
    this.host = host;
    this.way = way;
    this.jar = jar;
  }

  /** The line of code brings the provider within the jar; otherwise neither of them is there. */
  static Shop packaged(ProgramHost host, Installation way, boolean boot3) throws IOException {
    Path folder = Files.createTempDirectory(host.folder(), "shop");
    Guide application = Guide.block(GUIDE, "With one line of code", "java");
    Guide client = Guide.block(GUIDE, "Client certificates", "java");
    if (boot3) {
      client =
          client.with(
              "org.springframework.boot.restclient.autoconfigure.RestClientSsl",
              "org.springframework.boot.autoconfigure.web.client.RestClientSsl");
    }
    FatJar fat = new FatJar(folder).starters().type(ShopController.class);
    if (way == Installation.FIRST_BY_CODE) {
      fat.provider();
    } else {
      application =
          application
              .with("import io.github.kmsjca.KmsProvider;", "")
              .with("KmsProvider.install();", "");
    }
    fat.source("ShopApplication", application).source("ShopClient", client);
    return new Shop(host, way, fat.packaged("shop", "com.example.ShopApplication"));
  }

  /** Properties as the guide has them, with the files of the host, and a free port. */
  String properties(String heading, int block) {
    return Guide.block(GUIDE, heading, "properties", block)
        .with("/etc/shop", host.folder())
        .text()
        .replace("8443", "0");
  }

  /** Starts it as the guide does, with these properties and those of its client beside the jar. */
  RunningProgram start(String... properties) throws IOException {
    Files.writeString(
        host.folder().resolve("application.properties"),
        String.join("\n", properties)
            + properties("Client certificates", 1)
            + "spring.main.sources="
            + ShopController.class.getName()
            + "\n");
    ForkedJvm jvm = ForkedJvm.jar(jar).in(host.folder()).kms(host.identities().kms());
    if (way == Installation.LAST_BY_SECURITY_FILE) {
      commandOptions().forEach(jvm::option);
    }
    return RunningProgram.start(jvm, Files.createTempFile(host.folder(), "shop", ".log"));
  }

  /** What the guide has between {@code java} and {@code -jar}. */
  private static List<String> commandOptions() {
    List<String> words = Guide.block(GUIDE, "Without code", "sh").with(ALL_JAR, Jars.all()).words();
    return words.subList(1, words.indexOf("-jar"));
  }

  /** Waits until it serves. */
  static int port(RunningProgram shop) throws IOException, InterruptedException {
    return Integer.parseInt(shop.awaitOutput(STARTED));
  }
}
