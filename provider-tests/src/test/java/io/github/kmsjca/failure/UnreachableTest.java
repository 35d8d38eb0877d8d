package io.github.kmsjca.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.spec.KmsKeyStoreParameter;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.Report;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SignatureException;
import java.security.UnrecoverableKeyException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** No way to KMS: nobody listens, nothing to sign with, or a way that is not to be taken. */
class UnreachableTest {
  private static final String ALIAS = "ecc-nist-p256";

  @Test
  void nobodyListens() throws Exception {
    Provider provider = provider("http://127.0.0.1:" + closedPort());
    UnrecoverableKeyException e = failure(provider, ALIAS);
    Explanation.assertExplains(
        e, "'x'", "GetPublicKey", "alias/" + ALIAS, "could not be reached", "Check the network");
    Explanation.assertCausedBySdk(e, SdkClientException.class);
    assertTrue(
        store(provider, ALIAS).isKeyEntry("x"), "it may be back soon: JSSE is to fail loudly");
  }

  @Test
  void kmsGoesAwayAndTheHandleStays() throws Exception {
    TestKms kms = TestKms.start();
    Provider provider = kms.provider();
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, ALIAS);
    Signing signing = Signing.start(provider, SignatureAlgorithm.SHA256_WITH_ECDSA, key);
    kms.close();
    SignatureException e = signing.failure();
    Explanation.assertExplains(e, "Sign", key.arn(), "could not be reached", "Check the network");
    Explanation.assertCausedBySdk(e, SdkClientException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://kms.example.com", "http://192.0.2.1:4599", "http://[2001:db8::1]:4599"})
  void plainHttpToAnotherMachineIsRefused(String endpoint) throws Exception {
    UnrecoverableKeyException e = failure(provider(endpoint), ALIAS);
    Explanation.assertExplains(
        e,
        "'x'",
        "GetPublicKey",
        "alias/" + ALIAS,
        endpoint,
        "plain http",
        "allowInsecureEndpoint=true");
    assertThat(e.getCause()).isExactlyInstanceOf(KmsCallException.class);
  }

  /** A name that merely begins like this machine's must not pass for it. */
  @ParameterizedTest
  @ValueSource(strings = {"http://localhost.example.com", "http://127.0.0.1.example.com"})
  void lookalikesOfLoopbackAreRefused(String endpoint) throws Exception {
    assertThat(failure(provider(endpoint), ALIAS)).hasMessageContaining("plain http");
  }

  @ParameterizedTest
  @CsvSource({
    "http://192.0.2.1:9, allowInsecureEndpoint, true",
    "http://localhost:1, region, eu-west-1",
    "http://[::1]:1, region, eu-west-1",
    "https://192.0.2.1:9, region, eu-west-1"
  })
  void whatIsPermittedIsTried(String endpoint, String key, String value) throws Exception {
    Provider provider = provider(endpoint, key, value);
    UnrecoverableKeyException e = failure(provider, ALIAS);
    assertThat(e.getMessage())
        .doesNotContain("plain http")
        .containsAnyOf("could not be reached", "no answer in time");
  }

  @TestFactory
  Stream<DynamicTest> noCredentialsOrRegion() throws Exception {
    return Report.tests(
        new ForkedJvm(NothingConfiguredProbe.class)
            .environment("AWS_EC2_METADATA_DISABLED", "true")
            .run());
  }

  static Provider provider(String endpoint, String... more) {
    KmsProvider.Builder builder =
        KmsProvider.builder()
            .set("endpoint", endpoint)
            .set("region", TestKms.REGION)
            .set("maxAttempts", "1")
            .set("attemptTimeout", "500ms");
    for (int i = 0; i < more.length; i += 2) {
      builder.set(more[i], more[i + 1]);
    }
    return builder.build();
  }

  static UnrecoverableKeyException failure(Provider provider, String key) throws Exception {
    KeyStore store = store(provider, key);
    return assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey("x", null));
  }

  private static KeyStore store(Provider provider, String key) throws Exception {
    KeyStore store = KeyStore.getInstance("AWSKMS", provider);
    store.load(KmsKeyStoreParameter.builder().key("x", "alias/" + key).build());
    return store;
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
