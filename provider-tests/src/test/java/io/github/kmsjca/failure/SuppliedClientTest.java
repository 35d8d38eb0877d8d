package io.github.kmsjca.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.testkit.TestKms;
import java.security.Provider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;

/** The application's own client. */
class SuppliedClientTest {
  @Test
  void isAskedForOnceByTwoThreads() throws Exception {
    try (TestKms kms = TestKms.start();
        KmsClient client = kms.sdk()) {
      AtomicInteger asked = new AtomicInteger();
      CyclicBarrier both = new CyclicBarrier(2);
      Provider provider =
          KmsProvider.builder()
              .kmsClient(
                  () -> {
                    asked.incrementAndGet();
                    try {
                      // Passes at once if a second thread gets in here as well.
                      both.await(300, TimeUnit.MILLISECONDS);
                    } catch (TimeoutException alone) {
                      return client;
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                    return client;
                  })
              .build();
      var one = CompletableFuture.supplyAsync(() -> key(provider, "rsa-2048"));
      var two = CompletableFuture.supplyAsync(() -> key(provider, "ecc-nist-p256"));
      assertNotNull(one.get());
      assertNotNull(two.get());
      assertEquals(1, asked.get());
    }
  }

  @Test
  void mayBeAWrapperThatDoesNotTellItsRegion() throws Exception {
    try (TestKms kms = TestKms.start();
        KmsClient client = kms.sdk()) {
      KmsClient wrapper =
          new KmsClient() {
            @Override
            public GetPublicKeyResponse getPublicKey(GetPublicKeyRequest request) {
              return client.getPublicKey(request);
            }

            @Override
            public String serviceName() {
              return client.serviceName();
            }

            @Override
            public void close() {}
          };
      Provider provider =
          KmsProvider.builder().set("accounts", "000000000000").kmsClient(() -> wrapper).build();
      assertNotNull(TestKms.key(provider, "rsa-2048"));
      assertNotNull(TestKms.key(provider, kms.arn("rsa-2048")));
    }
  }

  private static Object key(Provider provider, String alias) {
    try {
      return TestKms.key(provider, alias);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
