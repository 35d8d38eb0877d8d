package io.github.kmsjca.programs.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Clients;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.programs.MutualTls;
import io.github.kmsjca.programs.Refusal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both sides of mutual TLS, by the credentials that each implementation of gRPC takes. */
class GrpcTest {
  private static final int SIDES = 2;

  @TempDir static Path folder;

  private static MutualCredentials credentials(String key) throws Exception {
    return MutualCredentials.of(
        MutualTls.managers(LibraryHost.keyStoreFile(folder, key)), MutualTls.anchors());
  }

  @ParameterizedTest
  @EnumSource(names = "NETTY_SHADED", mode = EnumSource.Mode.EXCLUDE)
  void anEcServerAndAnRsaClient(Transport transport) throws Exception {
    MutualCredentials ec = credentials("ecc-nist-p256");
    MutualCredentials rsa = credentials("rsa-2048");
    Clients.GRPC.assertCosts(
        LibraryHost.calls(() -> assertThat(transport.call(ec, rsa)).isEqualTo("CN=Test")), SIDES);
  }

  /** Not looked at before, it is passed over; in use, it does not sign. */
  @ParameterizedTest
  @EnumSource(names = "NETTY_SHADED", mode = EnumSource.Mode.EXCLUDE)
  void aClientWhoseKeyIsDisabled(Transport transport) throws Exception {
    MutualCredentials server = credentials("ecc-nist-p256");
    MutualCredentials unused = credentials("ecc-nist-p521");
    MutualCredentials used = credentials("ecc-nist-p384");
    assertThat(transport.call(server, used)).isEqualTo("CN=Test");
    LibraryHost.whileDisabled(
        "ecc-nist-p384",
        () ->
            assertThat(Refusal.of(() -> transport.call(server, used)).exception())
                .contains("UNAVAILABLE", "is disabled"));
    LibraryHost.whileDisabled(
        "ecc-nist-p521",
        () ->
            assertThat(Refusal.of(() -> transport.call(server, unused)).log())
                .contains("KeyStore entry 'ecc-nist-p521'", "is disabled"));
  }

  /** BoringSSL wants the bytes of the key: what the documentation warns of. */
  @Test
  void theShadedOneDoesNotByDefault() throws Exception {
    MutualCredentials both = credentials("ecc-nist-p256");
    Clients.GRPC.assertCosts(
        LibraryHost.calls(
            () ->
                assertThat(Refusal.of(() -> Transport.NETTY_SHADED.call(both, both)).exception())
                    .contains("UNAVAILABLE", "TLSV1_ALERT_INTERNAL_ERROR")),
        0);
  }
}
