package io.github.kmsjca.programs.tomcat;

import static java.util.stream.Collectors.joining;

import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.programs.RunningProgram;
import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.Need;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tomcat's distribution, started by its own script in a process of its own, with a {@code
 * CATALINA_BASE} whose files are the distribution's and what the guide adds to them.
 */
final class TomcatServer implements AutoCloseable {
  private static final String PASSWORD = "from-the-guide";

  private final Path base;
  private final RunningProgram program;

  private TomcatServer(Path base, RunningProgram program) {
    this.base = base;
    this.program = program;
  }

  /**
   * Starts one that has the keystore file {@code app.kms} in its base folder.
   *
   * @param version 11 or 10.1
   */
  static TomcatServer start(ProgramHost host, String version, ProviderPlace place, Path keyStore)
      throws IOException {
    Need.command("curl");
    Path home = distribution(version);
    Path base = Files.createTempDirectory(host.folder(), "tomcat");
    copy(home.resolve("conf"), base.resolve("conf"));
    for (String folder : List.of("bin", "logs", "temp", "work", "webapps/ROOT")) {
      Files.createDirectories(base.resolve(folder));
    }
    Files.copy(keyStore, base.resolve("app.kms"));
    Files.writeString(base.resolve("kms.security"), place.securityProperties());
    Files.writeString(base.resolve("webapps/ROOT/index.html"), "hello");
    writeConfiguration(home, base);
    ProcessBuilder builder =
        new ProcessBuilder("sh", home.resolve("bin/catalina.sh").toString(), "run");
    Map<String, String> environment = builder.environment();
    environment.put("CATALINA_BASE", base.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put(
        "JAVA_OPTS",
        "-Dawskms.endpoint=%s -Dawskms.region=%s -Daws.accessKeyId=AKIDLOCALKMS -Daws.secretAccessKey=local-kms -Dorg.apache.catalina.startup.EXIT_ON_INIT_FAILURE=true"
            .formatted(host.identities().kms().endpoint(), TestKms.REGION));
    return new TomcatServer(base, RunningProgram.start(builder, base.resolve("catalina.out")));
  }

  /** Where the build unpacked it. */
  private static Path distribution(String version) throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("target", "tomcat").toAbsolutePath())) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith("apache-tomcat-" + version))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** The files that the guide shows, and ports that are free. */
  private static void writeConfiguration(Path home, Path base) throws IOException {
    String connector =
        Guide.block("application-servers.md", "Tomcat, standalone", "xml")
            .with("8443", 0)
            .with("/opt/kms/app.kms", base.resolve("app.kms"))
            .text();
    Path server = base.resolve("conf/server.xml");
    Files.writeString(
        server,
        Files.readString(server)
            .replace("port=\"8005\"", "port=\"-1\"")
            .replace("port=\"8080\"", "port=\"0\"")
            .replace("<Engine name=", connector + "<Engine name=")
            .replace("<Connector ", "<Connector address=\"127.0.0.1\" "));
    Files.writeString(
        base.resolve("bin/setenv.sh"),
        Guide.block("application-servers.md", "Tomcat, standalone", "sh")
            .with("/opt/kms/kms-jca-provider-0.1.0-SNAPSHOT-all.jar", "'" + classPath() + "'")
            .with("/opt/kms/kms.security", base.resolve("kms.security"))
            .text());
    append(
        base,
        "logging.properties",
        Guide.block("application-servers.md", "Tomcat, standalone", "properties").text());
    // As if the class path were one jar, as in the guide: applications look into each for tags.
    append(base, "catalina.properties", "tomcat.util.scan.StandardJarScanFilter.jarsToSkip=*.jar");
    String user =
        Guide.block("application-servers.md", "Tomcat, standalone", "xml", 1)
            .with("choose-a-password", PASSWORD)
            .text();
    Path users = base.resolve("conf/tomcat-users.xml");
    Files.writeString(
        users, Files.readString(users).replace("</tomcat-users>", user + "</tomcat-users>"));
    Path manager = Files.createDirectories(base.resolve("conf/Catalina/localhost"));
    Files.writeString(
        manager.resolve("manager.xml"),
        "<Context privileged=\"true\" docBase=\"" + home.resolve("webapps/manager") + "\"/>");
  }

  private static void append(Path base, String file, String lines) throws IOException {
    Path path = base.resolve("conf").resolve(file);
    Files.writeString(path, Files.readString(path) + "\n" + lines);
  }

  /** What the provider needs: that of the tests, without the embedded Tomcat. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains("tomcat"))
        .collect(joining(File.pathSeparator));
  }

  /** The port of the connector for HTTPS, once all have been started. */
  int httpsPort() throws IOException, InterruptedException {
    return port("https-jsse-nio");
  }

  private int port(String connector) throws IOException, InterruptedException {
    program.awaitText("Server startup in");
    String started =
        "Starting ProtocolHandler \\[\"" + connector + "-127.0.0.1-auto-[0-9]+-([0-9]+)\"]";
    return Integer.parseInt(program.awaitOutput(Pattern.compile(started)));
  }

  /** The process, and what it writes. */
  RunningProgram program() {
    return program;
  }

  Path keyStore() {
    return base.resolve("app.kms");
  }

  /** The request that the guide shows, to the manager application. */
  void reload() throws IOException, InterruptedException {
    Path password = base.resolve("manager.netrc");
    Files.writeString(
        password,
        Guide.block("application-servers.md", "Tomcat, standalone", "text")
            .with("choose-a-password", PASSWORD)
            .text());
    Command.Result answer =
        Command.run(
            Guide.block("application-servers.md", "Tomcat, standalone", "sh", 1)
                .with("/opt/kms/manager.netrc", password)
                .with("8080", port("http-nio"))
                .words());
    if (!answer.output().startsWith("OK - ")) {
      throw new AssertionError(answer.output());
    }
  }

  @Override
  public void close() {
    program.close();
  }
}
