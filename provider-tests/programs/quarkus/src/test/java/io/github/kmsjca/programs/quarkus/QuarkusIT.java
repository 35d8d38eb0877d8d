package io.github.kmsjca.programs.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.InstallFirst;
import io.github.kmsjca.programs.Installation;
import io.github.kmsjca.programs.ProgramHost;
import io.github.kmsjca.programs.RunningProgram;
import io.github.kmsjca.programs.Servers;
import io.github.kmsjca.programs.Visitor;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Jars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An application that Quarkus's plug-in packaged, with a key by Quarkus's TLS registry. */
class QuarkusIT {
  @RegisterExtension static final ProgramHost HOST = new ProgramHost();

  private static final String GUIDE = "quarkus.md";
  private static final Path RUNNER = Path.of(System.getProperty("quarkus.app"), "quarkus-run.jar");
  private static final Pattern STARTED = Pattern.compile("Listening on: https://[^:]+:(\\d+)");

  /** Vert.x copies keys, so the default type of KeyStores has to be ours, in both ways. */
  @BeforeAll
  static void securityFiles() throws IOException {
    String copies = Guide.block(GUIDE, "Configuration", "properties", 1).text();
    Files.writeString(
        HOST.folder().resolve("kms.security"), "\n" + copies, StandardOpenOption.APPEND);
    Files.writeString(HOST.folder().resolve("copies.security"), copies);
  }

  private static RunningProgram start(Installation way) throws IOException {
    Path folder = HOST.folder();
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        folder.resolve("config/application.properties"),
        Guide.block(GUIDE, "Configuration", "properties")
            .with("/etc/shop/app.kms", folder.resolve("ec.kms"))
            .with("8443", "0")
            .text());
    Path log = Files.createTempFile(folder, "quarkus", ".log");
    if (way == Installation.LAST_BY_SECURITY_FILE) {
      return RunningProgram.start(asInTheGuide(), log);
    }
    return RunningProgram.start(
        jvm(new ForkedJvm(InstallFirst.class))
            .classPath(List.of(ForkedJvm.home(InstallFirst.class), Jars.all(), RUNNER))
            .property("java.security.properties", "copies.security"),
        log,
        "io.quarkus.bootstrap.runner.QuarkusEntryPoint");
  }

  private static ForkedJvm asInTheGuide() {
    List<String> words =
        Guide.block(GUIDE, "Configuration", "sh")
            .with("kms-jca-provider-0.1.0-SNAPSHOT-all.jar", Jars.all())
            .words();
    ForkedJvm jvm = jvm(ForkedJvm.jar(RUNNER));
    words.subList(1, words.indexOf("-jar")).forEach(jvm::option);
    return jvm;
  }

  private static ForkedJvm jvm(ForkedJvm jvm) {
    return jvm.in(HOST.folder())
        .kms(HOST.identities().kms())
        .property("quarkus.http.host", "localhost");
  }

  private static int port(RunningProgram server) throws Exception {
    return Integer.parseInt(server.awaitOutput(STARTED));
  }

  /** By TLS 1.3, which is all that Quarkus offers if not told otherwise. */
  private static void visit(int port) throws Exception {
    Visitor.visit(HOST.folder().resolve("ca.pem"), port, "TLSv1.3");
  }

  @ParameterizedTest
  @MethodSource("io.github.kmsjca.programs.Installation#tried")
  void serves(Installation way) throws Exception {
    try (RunningProgram server = start(way)) {
      int port = port(server);
      HOST.identities().kms().local().calls().clear();
      visit(port);
      visit(port);
      Servers.QUARKUS.assertCosts(Calls.madeTo(HOST.identities().kms()), 2);
    }
  }

  /** It starts all the same, as Vert.x passes over an entry without a key. */
  @Test
  void theLogSaysWhyAKeyIsNotUsed() throws Exception {
    HOST.whileDisabled(
        "ec",
        () -> {
          try (RunningProgram server = start(Installation.usual())) {
            int port = port(server);
            assertThatThrownBy(() -> visit(port)).isInstanceOf(SSLHandshakeException.class);
            assertThat(server.output()).contains("is disabled", "KeyStore entry 'web'");
          }
        });
  }
}
