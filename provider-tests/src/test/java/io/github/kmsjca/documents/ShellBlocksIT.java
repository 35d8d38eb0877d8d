package io.github.kmsjca.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.Jars;
import io.github.kmsjca.testkit.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of all documents run as they stand there: those of one document in one shell, with
 * the jars of this build and a local KMS.
 */
class ShellBlocksIT {
  private static final String AWS_COMMAND = "(?s).*(?<![\\w./-])aws (?:kms|--).*";

  private static final String DATABASE_COMMAND = "(?s).*(?<![\\w./-])mariadbd .*";
  private static final Path DATABASE = Path.of("/usr/sbin/mariadbd");

  private static final Pattern PORT = Pattern.compile("--port[ =]([1-9]\\d*)");

  @TempDir private Path dir;

  @TestFactory
  Stream<DynamicContainer> blocks() throws IOException {
    return Documents.all().stream()
        .filter(document -> !commands(document).isEmpty())
        .map(
            document ->
                DynamicContainer.dynamicContainer(
                    Documents.name(document), Stream.of(document).flatMap(this::tests)));
  }

  private static List<Block> commands(Document document) {
    return Chain.of(document, Chain.SHELL).stream()
        .flatMap(chain -> chain.blocks().stream())
        .toList();
  }

  /** Not before the container's turn. */
  private Stream<DynamicTest> tests(Document document) {
    List<Block> blocks = commands(document);
    Optional<String> missing = missing(blocks);
    if (missing.isPresent()) {
      return blocks.stream()
          .map(block -> DynamicTest.dynamicTest(block.name(), () -> skip(missing.get())));
    }
    try {
      String name = Documents.name(document).replace('/', '_');
      Path work = Files.createDirectories(dir.resolve(name));
      Path logs = Files.createDirectories(dir.resolve(name + ".logs"));
      provideJars(blocks, work);
      ShellSession session = new ShellSession(blocks, work, logs);
      try (DocumentedKms documented = new DocumentedKms(work)) {
        Command.Result result = session.run(documented.kms());
        return blocks.stream()
            .map(
                block ->
                    DynamicTest.dynamicTest(
                        block.name(), () -> check(document, block, session, result)))
            .toList()
            .stream();
      }
    } catch (Exception e) {
      return Stream.of(DynamicTest.dynamicTest(document.toString(), () -> Assertions.fail(e)));
    }
  }

  private static Optional<String> missing(List<Block> blocks) {
    if (uses(AWS_COMMAND, blocks) && !AwsCommand.isThere()) {
      return Optional.of("there is no aws");
    }
    if (uses(DATABASE_COMMAND, blocks) && !Files.isExecutable(DATABASE)) {
      return Optional.of("there is no " + DATABASE);
    }
    return takenPort(blocks);
  }

  private static boolean uses(String command, List<Block> blocks) {
    return blocks.stream().anyMatch(block -> block.text().matches(command));
  }

  /** Documents name a port, where a program of this machine may listen. */
  private static Optional<String> takenPort(List<Block> blocks) {
    for (Block block : blocks) {
      Matcher port = PORT.matcher(block.text());
      while (port.find()) {
        int number = Integer.parseInt(port.group(1));
        try (ServerSocket socket = new ServerSocket(number, 1, InetAddress.getLoopbackAddress())) {
          assertThat(socket.getLocalPort()).isEqualTo(number);
        } catch (IOException e) {
          return Optional.of("port " + number + " is taken");
        }
      }
    }
    return Optional.empty();
  }

  /** On a developer's machine; the build's own has to have everything. */
  private static void skip(String reason) {
    if ("true".equals(System.getenv("CI")) || System.getProperty("ci") != null) {
      Assertions.fail(reason);
    }
    Assumptions.abort(reason);
  }

  private static void check(
      Document document, Block block, ShellSession session, Command.Result result)
      throws IOException {
    String printed = session.printed(block);
    assertThat(session.ended(block))
        .as("came to its end; exit code %s%n%s%s", result.exitCode(), printed, result.output())
        .isTrue();
    Output.check(document, block, printed);
  }

  /** Copies those that the commands speak of to where they look for them. */
  private static void provideJars(List<Block> blocks, Path work) throws IOException {
    for (Path jar : List.of(Jars.provider(), Jars.all(), Jars.localKms())) {
      Path built = Project.root().relativize(jar.toRealPath());
      for (Path place : List.of(built, built.getFileName())) {
        if (blocks.stream().anyMatch(block -> block.text().contains(place.toString()))) {
          Path copy = work.resolve(place);
          Files.createDirectories(copy.getParent());
          Files.copy(jar, copy);
        }
      }
    }
  }
}
