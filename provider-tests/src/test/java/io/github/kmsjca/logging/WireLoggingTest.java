package io.github.kmsjca.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.keystore.LogCapture;
import io.github.kmsjca.testkit.TestKms;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kms.KmsClient;

/** Levels that change while a program runs; SLF4J's loggers are java.util.logging's here. */
@ResourceLock("java.util.logging")
@DisabledIfSystemProperty(
    named = "junit.jupiter.extensions.autodetection.enabled",
    matches = "true",
    disabledReason = "an audit has the loggers on that are the matter here")
class WireLoggingTest {
  private static final String WIRE = "org.apache.hc.client5.http.wire";

  @RegisterExtension static final TestKms kms = TestKms.start();

  private Logger logger = Logger.getLogger(WIRE);

  @BeforeEach
  void clear() {
    kms.local().calls().clear();
  }

  @AfterEach
  void reset() {
    logger.setLevel(null);
  }

  /** Held, because java.util.logging keeps its loggers only weakly. */
  private void turnOn(String name) {
    logger = Logger.getLogger(name);
    logger.setLevel(Level.FINE);
  }

  private static byte[] sign(Provider provider, PrivateKey key) throws Exception {
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign(key);
    return signature.sign();
  }

  @Test
  void eachCallLooksAnew() throws Exception {
    Provider provider = kms.provider();
    PrivateKey key = TestKms.key(provider, "ecc-nist-p256");
    sign(provider, key);
    turnOn(WIRE);
    assertThatThrownBy(() -> sign(provider, key))
        .isExactlyInstanceOf(SignatureException.class)
        .hasMessageContainingAll(
            "the provider's configuration is not valid",
            "the logger " + WIRE + " would write data keys, plaintexts or session tokens",
            "logback.xml: <logger name=\"" + WIRE + "\" level=\"INFO\"/>",
            "logging.properties: " + WIRE + ".level=INFO",
            "Spring Boot: logging.level." + WIRE + "=info",
            "or set allowWireLogging=true");
    kms.assertCalls(1, "Sign");
    reset();
    sign(provider, key);
    kms.assertCalls(2, "Sign");
  }

  /** Whose key an ARN names is asked of the credentials, before any client is asked for. */
  @Test
  void ofAKeyByItsArnTheReasonIsTheSame() throws Exception {
    Provider provider = kms.provider();
    turnOn(WIRE);
    assertThatThrownBy(() -> TestKms.key(provider, kms.arn("ecc-nist-p256")))
        .hasMessageContainingAll(
            "the provider's configuration is not valid",
            "the logger " + WIRE + " would write data keys, plaintexts or session tokens");
  }

  @Test
  void warnsOnceWhereItIsAllowed() throws Exception {
    Provider provider = kms.provider("allowWireLogging", "true");
    PrivateKey key = TestKms.key(provider, "ecc-nist-p256");
    turnOn(WIRE);
    try (LogCapture log = new LogCapture()) {
      sign(provider, key);
      sign(provider, key);
      assertThat(log.text())
          .containsOnlyOnce("WARNING the logger " + WIRE + " would write data keys");
    }
  }

  /** Which HTTP client it has, it does not tell. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        WIRE,
        "org.apache.http.wire",
        "org.apache.http.headers",
        "sun.net.www.protocol.http.HttpURLConnection"
      })
  void theApplicationsOwnClientIsHeldToTheSame(String name) throws Exception {
    try (KmsClient client = kms.sdk()) {
      Provider provider = KmsProvider.builder().kmsClient(() -> client).build();
      PrivateKey key = TestKms.key(provider, "ecc-nist-p256");
      turnOn(name);
      assertThatThrownBy(() -> sign(provider, key)).hasMessageContaining("the logger " + name);
      kms.assertCalls(0, "Sign");
    }
  }

  /** Ours is Apache's client, and what others log is not of our calls. */
  @ParameterizedTest
  @ValueSource(strings = {"org.apache.http.wire", "sun.net.www.protocol.http.HttpURLConnection"})
  void otherClientsLoggersDoNotMatterToOurs(String name) throws Exception {
    Provider provider = kms.provider();
    PrivateKey key = TestKms.key(provider, "ecc-nist-p256");
    turnOn(name);
    assertThat(sign(provider, key)).isNotEmpty();
  }
}
