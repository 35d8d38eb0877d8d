package io.github.kmsjca.programs.mariadb;

import io.github.kmsjca.programs.debian.ServerHome;
import io.github.kmsjca.testkit.Need;
import io.github.kmsjca.testkit.TestCa;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A MariaDB server of this machine's package, with data of its own: TCP on loopback, TLS only, and
 * users who have to show a certificate.
 */
final class MariaDbServer implements AutoCloseable {
  static final String DATABASE = "mysql";

  private static final Path SERVER = Path.of("/usr/sbin/mariadbd");
  private static final Path INSTALLER = Path.of("/usr/bin/mariadb-install-db");

  private final ServerHome home;

  private MariaDbServer(ServerHome home) {
    this.home = home;
  }

  /**
   * Starts one. Skips the test where there is no MariaDB, and fails it there in CI.
   *
   * @param users the statements that make the users, each in one line
   */
  static MariaDbServer start(TestCa ca, String... users) throws Exception {
    Need.that(
        Files.isExecutable(SERVER) && Files.isExecutable(INSTALLER), "no MariaDB in " + SERVER);
    MariaDbServer server = new MariaDbServer(new ServerHome("mariadb"));
    try {
      server.makeData(ca, users);
    } catch (Exception | Error e) {
      server.close();
      throw e;
    }
    return server;
  }

  int port() {
    return home.port();
  }

  private void makeData(TestCa ca, String... users) throws Exception {
    home.writeCertificates(ca);
    home.write("users.sql", String.join("\n", users) + "\n");
    // The connections' host names are not looked up: for localhost there are users without a name.
    Path configuration =
        home.write(
            "my.cnf",
            """
            [mariadbd]
            datadir = %s
            socket = %s
            pid-file = %s
            port = %d
            bind-address = 127.0.0.1
            skip-name-resolve
            init-file = %s
            require-secure-transport
            connect-timeout = 60
            ssl-ca = %s
            ssl-cert = %s
            ssl-key = %7$s
            innodb-log-file-size = 4M
            innodb-buffer-pool-size = 8M
            innodb-flush-log-at-trx-commit = 0
            innodb-doublewrite = OFF
            innodb-flush-method = nosync
            """
                .formatted(
                    home.file("data"),
                    home.file("socket"),
                    home.file("pid"),
                    port(),
                    home.file("users.sql"),
                    home.file("ca.pem"),
                    home.file("server.pem")));
    home.own();
    home.run(
        INSTALLER,
        "--defaults-file=" + configuration,
        "--auth-root-authentication-method=normal",
        "--skip-test-db");
    home.start(SERVER, "--defaults-file=" + configuration);
  }

  @Override
  public void close() throws Exception {
    home.close();
  }
}
