package io.github.kmsjca.programs.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Clients;
import io.github.kmsjca.programs.Guide;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.programs.Refusal;
import io.github.kmsjca.spec.KmsPrivateKey;
import java.security.KeyPair;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server's host key and a user's key, over a socket. */
class SshdTest {
  private static final int SIDES = 2;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Read once in a JVM: else it asks Bouncy Castle, which is on the class path, to sign. */
  @BeforeAll
  static void withoutBouncyCastle() {
    Guide guide = Guide.block("certificates.md", "SSH, with Apache MINA", "sh");
    for (String option : guide.words("-Dorg.apache.sshd.")) {
      String[] property = option.substring("-D".length()).split("=", 2);
      System.setProperty(property[0], property[1]);
    }
  }

  private static KeyPair pair(String alias) throws Exception {
    return ((KmsPrivateKey) LibraryHost.privateKey(alias)).keyPair();
  }

  /** Logs in, and out. */
  private static void logIn(KeyPair host, KeyPair user) throws Exception {
    try (SshServer server = SshServer.setUpDefaultServer();
        SshClient client = SshClient.setUpDefaultClient()) {
      // guide: certificates.md
      server.setKeyPairProvider(KeyPairProvider.wrap(host));
      // end of guide
      server.setHost("localhost");
      server.setPublickeyAuthenticator(
          (name, key, session) -> KeyUtils.compareKeys(key, user.getPublic()));
      server.start();
      client.setServerKeyVerifier(
          (session, address, key) -> KeyUtils.compareKeys(key, host.getPublic()));
      client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
      client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
      client.start();
      try (ClientSession session =
          client.connect("user", "localhost", server.getPort()).verify(TIMEOUT).getSession()) {
        // guide: certificates.md
        session.addPublicKeyIdentity(user);
        // end of guide
        session.auth().verify(TIMEOUT);
        assertThat(session.isAuthenticated()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-2048, ecc-nist-p256",
    "ecc-nist-p256, rsa-3072",
    "ecc-nist-p384, ecc-nist-p521",
    "ecc-nist-p521, ecc-nist-p384"
  })
  void hostAndUser(String host, String user) throws Exception {
    KeyPair ofHost = pair(host);
    KeyPair ofUser = pair(user);
    Clients.MINA_SSHD.assertCosts(LibraryHost.calls(() -> logIn(ofHost, ofUser)), SIDES);
  }

  @Test
  void aUsersKeyThatIsDisabled() throws Exception {
    KeyPair host = pair("ecc-nist-p256");
    KeyPair user = pair("ecc-nist-p384");
    LibraryHost.whileDisabled(
        "ecc-nist-p384",
        () -> assertThat(Refusal.of(() -> logIn(host, user)).exception()).contains("is disabled"));
  }

  @Test
  void aHostKeyThatIsDisabled() throws Exception {
    KeyPair host = pair("ecc-nist-p384");
    KeyPair user = pair("ecc-nist-p256");
    LibraryHost.whileDisabled(
        "ecc-nist-p384",
        () -> assertThat(Refusal.of(() -> logIn(host, user)).log()).contains("is disabled"));
  }
}
