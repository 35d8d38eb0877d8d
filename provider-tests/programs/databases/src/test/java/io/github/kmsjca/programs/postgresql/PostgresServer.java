package io.github.kmsjca.programs.postgresql;

import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.Need;
import io.github.kmsjca.testkit.TestCa;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/**
 * A PostgreSQL server of this machine's package, with a cluster of its own: TCP on loopback, TLS
 * only, and every user has to show a certificate with the user's name. Runs as nobody where the
 * tests run as root, which PostgreSQL refuses to.
 */
final class PostgresServer {
  static final String DATABASE = "postgres";

  private static final String UNPRIVILEGED = "nobody";

  private final Path bin;
  private final Path home;
  private final int port;

  private PostgresServer(Path bin, Path home, int port) {
    this.bin = bin;
    this.home = home;
    this.port = port;
  }

  /**
   * Starts one with these users. Skips the test where there is no PostgreSQL, and fails it there in
   * CI.
   */
  static PostgresServer start(TestCa ca, String... users) throws Exception {
    PostgresServer server = new PostgresServer(folderOfPrograms(), newHome(), freePort());
    try {
      server.makeCluster(ca, users);
      server.run("pg_ctl", "-D", server.data(), "-l", server.file("server.log"), "-w", "start");
    } catch (Exception | Error e) {
      server.stop();
      throw e;
    }
    return server;
  }

  int port() {
    return port;
  }

  /** What the server itself has to say. */
  String log() throws IOException {
    return Files.readString(home.resolve("server.log"));
  }

  private void makeCluster(TestCa ca, String... users) throws Exception {
    ca.writeCertificate(home.resolve("ca.pem"));
    Path identity = ca.writeSoftwareIdentity("localhost", home.resolve("server.pem"));
    Files.setPosixFilePermissions(identity, PosixFilePermissions.fromString("rw-------"));
    own();
    run("initdb", "-D", data(), "-U", "admin", "-A", "trust", "--no-sync", "--no-locale");
    Files.writeString(
        home.resolve("data/postgresql.conf"),
        """
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        fsync = off
        ssl = on
        ssl_cert_file = '%s'
        ssl_key_file = '%s'
        ssl_ca_file = '%s'
        """
            .formatted(port, identity, identity, home.resolve("ca.pem")));
    StringBuilder roles = new StringBuilder();
    for (String user : users) {
      roles.append("create role \"").append(user).append("\" login;\n");
    }
    Files.writeString(home.resolve("roles.sql"), roles);
    run(
        List.of(
            "sh",
            "-c",
            "'%s' --single -D '%s' %s < '%s'"
                .formatted(bin.resolve("postgres"), data(), DATABASE, home.resolve("roles.sql"))));
    Files.writeString(
        home.resolve("data/pg_hba.conf"),
        "hostssl all all 127.0.0.1/32 cert clientcert=verify-full\n");
  }

  private String data() {
    return file("data");
  }

  private String file(String name) {
    return home.resolve(name).toString();
  }

  private void run(String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(bin.resolve(program).toString()));
    command.addAll(List.of(arguments));
    run(command);
  }

  private void run(List<String> command) throws Exception {
    List<String> all = new ArrayList<>();
    if (isRoot()) {
      all.addAll(List.of("runuser", "-u", UNPRIVILEGED, "--"));
    }
    all.addAll(command);
    Command.Result result = Command.run(new ProcessBuilder(all).directory(home.toFile()));
    Assertions.assertEquals(0, result.exitCode(), () -> all + "\n" + result.output());
  }

  /** What was written so far, to the one who runs the server. */
  private void own() throws Exception {
    if (isRoot()) {
      Command.Result result = Command.run(List.of("chown", "-R", UNPRIVILEGED, home.toString()));
      Assertions.assertEquals(0, result.exitCode(), result::output);
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** Debian keeps them out of the path, in a folder for each version. */
  private static Path folderOfPrograms() throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    List<Path> found = List.of();
    if (Files.isDirectory(versions)) {
      try (Stream<Path> folders = Files.list(versions)) {
        found =
            folders
                .map(folder -> folder.resolve("bin"))
                .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                .sorted(Comparator.reverseOrder())
                .toList();
      }
    }
    Need.that(!found.isEmpty(), "no PostgreSQL in " + versions);
    return found.get(0);
  }

  /** Not below the folder of the build, which others may not be allowed to enter. */
  private static Path newHome() throws IOException {
    Path home = Files.createTempDirectory("kms-jca-postgresql");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  void stop() throws Exception {
    if (Files.exists(home.resolve("data/postmaster.pid"))) {
      run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
    }
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
