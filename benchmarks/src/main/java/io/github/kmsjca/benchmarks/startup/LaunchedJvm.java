package io.github.kmsjca.benchmarks.startup;

import io.github.kmsjca.localkms.LocalKms;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs {@link Launch}es in JVMs of their own, all with the same class path and options. */
public final class LaunchedJvm {
  private final URI endpoint;
  private final String arn;

  public LaunchedJvm(URI endpoint, String arn) {
    this.endpoint = endpoint;
    this.arn = arn;
  }

  /** Waits for its end; gives the exit code, which is 0. */
  Integer run(Launch launch, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "-Daws.accessKeyId=" + LocalKms.ACCESS_KEY_ID,
            "-Daws.secretAccessKey=" + LocalKms.SECRET_ACCESS_KEY,
            Launch.class.getName(),
            launch.name(),
            endpoint.toString(),
            arn));
    int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exitCode != 0) {
      throw new IOException(launch + " ended with " + exitCode);
    }
    return exitCode;
  }

  /** Names of the classes that are loaded until the end, the platform's included. */
  public List<String> loadedClasses(Launch launch) throws IOException, InterruptedException {
    Path log = Files.createTempFile("classes", ".log");
    try {
      run(launch, "-Xlog:class+load:file=" + log + "::filecount=0");
      try (Stream<String> lines = Files.lines(log)) {
        return lines
            .filter(line -> line.contains(" source: "))
            .map(line -> line.replaceFirst("^(\\[[^]]*])* *", "").split(" ", 2)[0])
            .collect(Collectors.toList());
      }
    } finally {
      Files.delete(log);
    }
  }
}
