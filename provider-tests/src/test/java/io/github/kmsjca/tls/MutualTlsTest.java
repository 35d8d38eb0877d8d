package io.github.kmsjca.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.kmsjca.localkms.Call;
import io.github.kmsjca.testkit.Handshake;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.TlsPeer;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Both sides of TLS have their key in KMS and their certificates in a keystore file; and once it
 * has been warmed up, a handshake costs one Sign call a side and nothing else.
 */
@ResourceLock(ProviderPlace.LOCK)
class MutualTlsTest {
  private static final int HANDSHAKES = 3;

  @TempDir static Path dir;

  private static KmsIdentities identities;
  private static TestKms kms;
  private static Provider provider;

  @BeforeAll
  static void start() {
    identities = new KmsIdentities();
    kms = identities.kms();
    provider = kms.provider();
  }

  @AfterAll
  static void stop() {
    identities.close();
  }

  static Stream<Arguments> cases() {
    List<String> specs =
        List.of("ECC_NIST_P256", "RSA_2048", "ECC_NIST_P384", "ECC_NIST_EDWARDS25519");
    return Stream.of(ProviderPlace.values())
        .flatMap(
            place ->
                Stream.of("PKIX", "SunX509")
                    .flatMap(
                        managers ->
                            specs.stream()
                                .flatMap(
                                    spec ->
                                        Stream.of("TLSv1.3", "TLSv1.2")
                                            .map(
                                                tls -> Arguments.of(place, managers, spec, tls)))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void handshakes(ProviderPlace place, String keyManagers, String spec, String protocol)
      throws Exception {
    String name = String.join("-", place.name(), keyManagers, spec, protocol.replace('.', '_'));
    String serverArn = kms.create("server-" + name, spec, "SIGN_VERIFY");
    String clientArn = kms.create("client-" + name, spec, "SIGN_VERIFY");
    // One side names its key by ARN, the other by its alias: the ways to the key differ.
    Path serverFile =
        new KeyStoreText()
            .key("web", serverArn, identities.certify("server", "server-" + name))
            .write(dir.resolve("server-" + name));
    Path clientFile =
        new KeyStoreText()
            .key("client-" + name, identities.certify("client", "client-" + name))
            .write(dir.resolve("client-" + name));
    place.with(
        provider,
        () -> {
          KeyStore serverKeys = KeyStoreText.load(serverFile);
          KeyStore clientKeys = KeyStoreText.load(clientFile);
          assertOpaque(serverKeys.getKey("web", null));
          assertOpaque(clientKeys.getKey("client-" + name, null));
          TlsPeer server = TlsPeer.of(serverKeys, keyManagers, identities.ca());
          TlsPeer client = TlsPeer.of(clientKeys, keyManagers, identities.ca());
          Handshake.run(server, client, protocol).assertEstablished();
          kms.local().calls().clear();
          for (int i = 0; i < HANDSHAKES; i++) {
            assertMutual(Handshake.run(server, client, protocol), protocol);
          }
        });
    List<Call> calls = kms.local().calls().all();
    assertEquals(HANDSHAKES * 2, calls.size(), calls::toString);
    assertEquals(HANDSHAKES, signatures(calls, serverArn), calls::toString);
    assertEquals(HANDSHAKES, signatures(calls, clientArn), calls::toString);
  }

  private static void assertOpaque(Key key) {
    assertNull(key.getEncoded());
    assertNull(key.getFormat());
  }

  private static void assertMutual(Handshake.Outcome outcome, String protocol) throws Exception {
    outcome.assertEstablished();
    assertEquals(protocol, outcome.client().established().getProtocol());
    assertEquals("CN=server", outcome.client().established().getPeerPrincipal().getName());
    assertEquals("CN=client", outcome.server().established().getPeerPrincipal().getName());
  }

  private static long signatures(List<Call> calls, String arn) {
    assertEquals(Set.of("Sign"), calls.stream().map(Call::operation).collect(Collectors.toSet()));
    return calls.stream().filter(call -> arn.equals(call.keyId())).count();
  }
}
