package io.github.kmsjca.tls;

import io.github.kmsjca.testkit.Command;
import io.github.kmsjca.testkit.TestCa;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** {@code openssl s_client} with a software key of its own. */
final class OpensslClient {
  /** Who it is. */
  static final String NAME = "CN=openssl";

  /** The certificates of all tests are signed by it, and the client's own key can do no other. */
  private static final String ITS_OWN_SCHEME = "ecdsa_secp256r1_sha256";

  private final Path authority;
  private final Path identity;

  OpensslClient(TestCa ca, Path dir) throws GeneralSecurityException, IOException {
    this.authority = ca.writeCertificate(dir.resolve("ca.pem"));
    this.identity = ca.writeSoftwareIdentity("openssl", dir.resolve("openssl.pem"));
  }

  /** Whom it trusts, as PEM. */
  Path authority() {
    return authority;
  }

  /** Its key and certificates, as PEM. */
  Path identity() {
    return identity;
  }

  /** Asks for a page, and accepts only these signature schemes from the server's key. */
  Command.Result connect(int port, String protocol, String schemes, String... options)
      throws IOException, InterruptedException {
    String signatures = schemes.contains(ITS_OWN_SCHEME) ? schemes : schemes + ":" + ITS_OWN_SCHEME;
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + port,
                "-CAfile",
                authority.toString(),
                "-cert",
                identity.toString(),
                "-key",
                identity.toString(),
                "-verify_return_error",
                "-verify_ip",
                "127.0.0.1",
                "-ign_eof",
                protocol.equals("TLSv1.3") ? "-tls1_3" : "-tls1_2",
                "-sigalgs",
                signatures));
    command.addAll(List.of(options));
    return Command.run("GET / HTTP/1.0\r\n\r\n", command);
  }
}
