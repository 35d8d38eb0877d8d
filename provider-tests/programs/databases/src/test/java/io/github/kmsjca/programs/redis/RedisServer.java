package io.github.kmsjca.programs.redis;

import io.github.kmsjca.programs.debian.ServerHome;
import io.github.kmsjca.testkit.Need;
import io.github.kmsjca.testkit.TestCa;

/** A Redis server of this machine's package: TLS only, and clients have to show a certificate. */
final class RedisServer implements AutoCloseable {
  private final ServerHome home;

  private RedisServer(ServerHome home) {
    this.home = home;
  }

  /** Starts one. Skips the test where there is no Redis, and fails it there in CI. */
  static RedisServer start(TestCa ca) throws Exception {
    Need.command("redis-server");
    RedisServer server = new RedisServer(new ServerHome("redis"));
    try {
      server.run(ca);
    } catch (Exception | Error e) {
      server.close();
      throw e;
    }
    return server;
  }

  int port() {
    return home.port();
  }

  private void run(TestCa ca) throws Exception {
    home.writeCertificates(ca);
    home.write(
        "redis.conf",
        """
        bind 127.0.0.1
        port 0
        tls-port %d
        tls-cert-file server.pem
        tls-key-file server.pem
        tls-ca-cert-file ca.pem
        tls-auth-clients yes
        save ""
        """
            .formatted(port()));
    home.own();
    home.start("redis-server", "redis.conf");
  }

  @Override
  public void close() throws Exception {
    home.close();
  }
}
