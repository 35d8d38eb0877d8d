package io.github.kmsjca.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.KeyStore;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.kms.KmsClient;

/** The application builds the KMS client on our own KeyStore: told, instead of waiting for ever. */
@Timeout(60)
class ReentryTest {
  @Test
  void clientBuiltOnOurOwnKeyStore() throws Exception {
    try (TestKms kms = TestKms.start();
        KmsClient client = kms.sdk()) {
      CompletableFuture<Exception> inner = new CompletableFuture<>();
      CompletableFuture<Provider> self = new CompletableFuture<>();
      Provider provider =
          KmsProvider.builder()
              .kmsClient(
                  () -> {
                    inner.complete(lookIntoOurselves(self.join()));
                    return client;
                  })
              .build();
      self.complete(provider);

      KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-p256");

      Exception refused = inner.get(1, TimeUnit.SECONDS);
      assertThat(refused).isInstanceOf(UnrecoverableKeyException.class);
      Explanation.assertExplains(
          refused, "'ecc-nist-p256'", "GetPublicKey", "from within a KMS call", "Do not build");
      assertEquals(kms.arn("ecc-nist-p256"), key.arn(), "the call around it goes on");
      Signing.start(provider, SignatureAlgorithm.SHA256_WITH_ECDSA, key).assertWorksAgain();
    }
  }

  private static Exception lookIntoOurselves(Provider provider) {
    try {
      KeyStore store = KeyStore.getInstance("AWSKMS", provider);
      store.load(null, null);
      store.getKey("ecc-nist-p256", null);
      return new IllegalStateException("not refused");
    } catch (Exception e) {
      return e;
    }
  }
}
