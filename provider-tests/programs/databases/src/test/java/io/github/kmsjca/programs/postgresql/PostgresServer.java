package io.github.kmsjca.programs.postgresql;

import io.github.kmsjca.programs.debian.ServerHome;
import io.github.kmsjca.testkit.Need;
import io.github.kmsjca.testkit.Offspring;
import io.github.kmsjca.testkit.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of this machine's package, with a cluster of its own: TCP on loopback, TLS
 * only, and every user has to show a certificate with the user's name.
 */
final class PostgresServer {
  static final String DATABASE = "postgres";

  private final Path bin;
  private final ServerHome home;

  private PostgresServer(Path bin, ServerHome home) {
    this.bin = bin;
    this.home = home;
  }

  /**
   * Starts one with these users. Skips the test where there is no PostgreSQL, and fails it there in
   * CI.
   */
  static PostgresServer start(TestCa ca, String... users) throws Exception {
    PostgresServer server = new PostgresServer(folderOfPrograms(), new ServerHome("postgresql"));
    try {
      server.makeCluster(ca, users);
      server.control("-l", server.home.file("server.log"), "-w", "start");
      ProcessHandle.of(server.pid()).ifPresent(Offspring::adopt);
    } catch (Exception | Error e) {
      server.stop();
      throw e;
    }
    return server;
  }

  int port() {
    return home.port();
  }

  private void makeCluster(TestCa ca, String... users) throws Exception {
    home.writeCertificates(ca);
    home.own();
    home.run(
        bin.resolve("initdb"),
        "-D",
        data(),
        "-U",
        "admin",
        "-A",
        "trust",
        "--no-sync",
        "--no-locale");
    home.write(
        "data/postgresql.conf",
        """
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        fsync = off
        ssl = on
        ssl_cert_file = '%s'
        ssl_key_file = '%2$s'
        ssl_ca_file = '%s'
        """
            .formatted(port(), home.file("server.pem"), home.file("ca.pem")));
    StringBuilder roles = new StringBuilder();
    for (String user : users) {
      roles.append("create role \"").append(user).append("\" login;\n");
    }
    Path statements = home.write("roles.sql", roles.toString());
    home.run(
        "sh",
        "-c",
        "'%s' --single -D '%s' %s < '%s'"
            .formatted(bin.resolve("postgres"), data(), DATABASE, statements));
    home.write("data/pg_hba.conf", "hostssl all all 127.0.0.1/32 cert clientcert=verify-full\n");
  }

  private Path data() {
    return home.file("data");
  }

  private long pid() throws IOException {
    return Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).get(0));
  }

  private void control(Object... arguments) throws Exception {
    home.run(
        Stream.concat(Stream.of(bin.resolve("pg_ctl"), "-D", data()), Stream.of(arguments))
            .toArray());
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

  void stop() throws Exception {
    if (Files.exists(data().resolve("postmaster.pid"))) {
      control("-m", "immediate", "-w", "stop");
    }
    home.close();
  }
}
