package io.github.kmsjca.localkms.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.localkms.LocalKms;
import io.github.kmsjca.localkms.Main;
import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.Offspring;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The local KMS as a process, and programs that are run on it. */
final class LocalKmsProcess implements AutoCloseable {
  private static final Pattern ENDPOINT = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

  private final Process process;
  private final String endpoint;

  private LocalKmsProcess(Process process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  static LocalKmsProcess start() throws IOException {
    Process process =
        Offspring.start(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT));
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
    Matcher endpoint = ENDPOINT.matcher(String.valueOf(line));
    assertThat(endpoint.find()).as(line).isTrue();
    return new LocalKmsProcess(process, endpoint.group());
  }

  /** What a program printed that is given the endpoint as its last argument, and ends well. */
  Told run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(command));
    all.add(endpoint);
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().put("AWS_ACCESS_KEY_ID", LocalKms.ACCESS_KEY_ID);
    builder.environment().put("AWS_SECRET_ACCESS_KEY", LocalKms.SECRET_ACCESS_KEY);
    builder.environment().putAll(environment);
    Command.Result result = Command.run(builder);
    assertThat(result.exitCode()).as(result.output()).isZero();
    return new Told(result.output());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /**
   * What a client found.
   *
   * @param output lines of a kind and a name, among others
   */
  record Told(String output) {
    /** What its own model has, it has called with success; and paginators page by page. */
    void everythingWorks(int operations, int paginators) {
      assertThat(of("model")).hasSizeGreaterThanOrEqualTo(operations);
      assertThat(of("answered")).isEqualTo(of("model"));
      assertThat(of("paginator")).hasSizeGreaterThanOrEqualTo(paginators);
      assertThat(of("paged")).isEqualTo(of("paginator"));
    }

    private Set<String> of(String kind) {
      return output
          .lines()
          .filter(line -> line.startsWith(kind + " "))
          .map(line -> line.substring(kind.length() + 1))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
