package io.github.kmsjca.programs.debian;

import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.Folder;
import io.github.kmsjca.testkit.Offspring;
import io.github.kmsjca.testkit.TestCa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/**
 * Where a server of a Debian package lives in a test: a temporary folder, a free port of the
 * loopback interface, a certificate of the test authority. Where the tests run as root, the server
 * runs as nobody: some refuse to be root, and none has to be.
 */
public final class ServerHome implements AutoCloseable {
  private static final String UNPRIVILEGED = "nobody";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path folder;
  private final int port;
  private Process server;

  /** A new one, for a server of that name. */
  public ServerHome(String name) throws IOException {
    // Not below the folder of the build, which others may not be allowed to enter.
    folder = Files.createTempDirectory("kms-jca-" + name);
    port = freePort();
  }

  /** A port of the loopback interface that nobody listens to. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  public int port() {
    return port;
  }

  /** A file in the folder. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Writes a file, for {@link #own}. */
  public Path write(String name, String text) throws IOException {
    return Files.writeString(file(name), text);
  }

  /**
   * Writes the authority to {@code ca.pem}, and the server's key and chain to {@code server.pem}.
   */
  public void writeCertificates(TestCa ca) throws Exception {
    ca.writeCertificate(file("ca.pem"));
    Path identity = ca.writeSoftwareIdentity("localhost", file("server.pem"));
    Files.setPosixFilePermissions(identity, PosixFilePermissions.fromString("rw-------"));
  }

  /** Gives the folder and what was written so far to the one who runs the server. */
  public void own() throws Exception {
    if (isRoot()) {
      Command.Result result = Command.run(List.of("chown", "-R", UNPRIVILEGED, folder.toString()));
      Assertions.assertEquals(0, result.exitCode(), result::output);
    }
  }

  /** Runs a program of the package to its good end. */
  public void run(Object... command) throws Exception {
    ProcessBuilder builder = builder(command);
    Command.Result result = Command.run(builder);
    Assertions.assertEquals(0, result.exitCode(), () -> builder.command() + "\n" + result.output());
  }

  /** Starts a server that stays in the foreground, and waits until its port is open. */
  public void start(Object... command) throws Exception {
    server =
        Offspring.start(
            builder(command).redirectErrorStream(true).redirectOutput(file("server.log").toFile()));
    long start = System.nanoTime();
    while (!isOpen()) {
      if (server.waitFor(20, TimeUnit.MILLISECONDS)
          || System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new AssertionError(List.of(command) + "\n" + log());
      }
    }
  }

  /** What the server itself has to say. */
  public String log() throws IOException {
    return Files.readString(file("server.log"));
  }

  private boolean isOpen() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private ProcessBuilder builder(Object... command) {
    List<String> all = new ArrayList<>();
    if (isRoot()) {
      all.addAll(List.of("runuser", "-u", UNPRIVILEGED, "--"));
    }
    Stream.of(command).map(Object::toString).forEach(all::add);
    return new ProcessBuilder(all).directory(folder.toFile());
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      // The server itself first: runuser ends with its child, and would take two seconds to end it.
      server.descendants().forEach(ProcessHandle::destroyForcibly);
      server.destroyForcibly();
      server.onExit().join();
    }
    Folder.delete(folder);
  }
}
