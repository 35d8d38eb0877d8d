package io.github.kmsjca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.testkit.TestKms;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client of a Region makes room for others, and its calls do not notice. */
class RegionsTest {
  /** More than there are clients at a time. */
  private static final int REGIONS = 20;

  @RegisterExtension static final TestKms kms = TestKms.start();

  @Test
  void aCallUnderWayOutlivesItsClient() throws Exception {
    try (KmsProvider provider = (KmsProvider) kms.provider("attemptTimeout", "15s")) {
      KeyStore keys = TestKms.keyStore(provider);
      PrivateKey key = (PrivateKey) keys.getKey("ecc-nist-p256", null);
      kms.local().faults().next("Sign", Fault.delay(Duration.ofSeconds(4)));
      CompletableFuture<byte[]> signed = CompletableFuture.supplyAsync(() -> sign(key, provider));
      while (kms.local().calls().inFlight() == 0) {
        Thread.onSpinWait();
      }
      for (int i = 0; i < REGIONS; i++) {
        String arn = "arn:aws:kms:made-up-%d:000000000000:alias/none".formatted(i);
        assertThat(keys.isKeyEntry(arn)).isFalse();
      }
      assertThat(signed.get()).isNotEmpty();
      assertThat(kms.local().calls().count("Sign")).isEqualTo(1);
      assertThat(sign(key, provider)).isNotEmpty();
    }
  }

  private static byte[] sign(PrivateKey key, KmsProvider provider) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA", provider);
      signature.initSign(key);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
