package io.github.kmsjca.programs.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.Clients;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TlsPeer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * JNDI takes a factory by the name of its class, and calls {@code getDefault()}: the keystore file
 * is the one of the setting {@code certificates}.
 */
class LdapsTest {
  @TempDir Path dir;

  private KmsIdentities identities;
  private LdapServer server;
  private Path keyStore;

  @BeforeEach
  void start() throws Exception {
    identities = new KmsIdentities();
    TestCa ca = identities.ca();
    keyStore =
        new KeyStoreText()
            .key("directory", identities.createCertified("directory", "ECC_NIST_P256"))
            .write(dir.resolve("app.kms"));
    server = new LdapServer(TlsPeer.of(ca.softwareIdentity("server"), "PKIX", ca).newContext());
    identities.kms().local().calls().clear();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    identities.close();
  }

  private ForkedJvm.Result bind(String authentication) throws Exception {
    return new ForkedJvm(LdapsProbe.class)
        .kms(identities.kms())
        .property("awskms.certificates", keyStore)
        .property(
            "javax.net.ssl.trustStore", identities.ca().writeTrustStore(dir.resolve("trust.p12")))
        .property("javax.net.ssl.trustStorePassword", TestCa.PASSWORD)
        .property("com.sun.jndi.ldap.connect.pool.protocol", "plain ssl")
        .run(server.url(), authentication);
  }

  /**
   * Binding by the certificate needs a connection of its own each time: so JNDI has it. The later
   * ones resume the session of the first.
   */
  @ParameterizedTest
  @CsvSource({"EXTERNAL, 3", "none, 1"})
  void threeContexts(String authentication, int connections) throws Exception {
    assertThat(bind(authentication).output()).endsWith("3 contexts\n");
    for (int i = 0; i < connections; i++) {
      assertThat(server.caller()).isEqualTo("CN=directory");
    }
    assertThat(server.furtherCallers()).isZero();
    Clients.LDAP.assertCosts(Calls.madeTo(identities.kms()), 1);
    identities.kms().assertCalls(1, "GetPublicKey");
  }

  @Test
  void theLogSaysWhyAKeyIsNotUsed() throws Exception {
    identities.disable("directory");
    ForkedJvm.Result result = bind("EXTERNAL");
    assertThat(result.exitCode()).isNotZero();
    assertThat(result.output()).contains("KeyStore entry 'directory'", "is disabled");
  }
}
