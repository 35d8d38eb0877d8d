package io.github.kmsjca.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.security.UnrecoverableKeyException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.AbortedException;

/** A thread that is told to stop: the call ends, and the thread can still see why. */
class InterruptTest {
  private final TestKms kms = TestKms.start();
  private final Provider provider = kms.provider();

  @AfterEach
  void stop() {
    Thread.interrupted(); // not for the next test
    kms.close();
  }

  @Test
  void beforeSign() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-p256");
    Signing signing = Signing.start(provider, SignatureAlgorithm.SHA256_WITH_ECDSA, key);
    Thread.currentThread().interrupt();

    SignatureException e = signing.failure();

    assertTrue(Thread.interrupted(), "the flag is still set");
    Explanation.assertExplains(e, "Sign", key.arn(), "interrupted", "flag is set again");
    Explanation.assertCausedBySdk(e, AbortedException.class);
    signing.assertWorksAgain();
  }

  @Test
  void beforeGetKey() throws Exception {
    KeyStore store = TestKms.keyStore(provider);
    Thread.currentThread().interrupt();

    UnrecoverableKeyException e =
        assertThrowsExactly(UnrecoverableKeyException.class, () -> store.getKey("rsa-2048", null));

    assertTrue(Thread.interrupted(), "the flag is still set");
    Explanation.assertExplains(e, "'rsa-2048'", "GetPublicKey", "interrupted");
    assertFalse(Thread.currentThread().isInterrupted());
    store.load(null, null);
    assertEquals(kms.arn("rsa-2048"), ((KmsPrivateKey) store.getKey("rsa-2048", null)).arn());
  }

  /** The socket does not notice by itself. */
  @Test
  void whileKmsIsThinking() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-p256");
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign(key);
    kms.local().faults().next("Sign", Fault.delay(Duration.ofMillis(500)));
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread signer =
        new Thread(
            () -> {
              try {
                signature.update(Explanation.SECRET);
                signature.sign();
              } catch (SignatureException e) {
                Explanation.assertExplains(e, "Sign", "interrupted");
              } finally {
                flag.complete(Thread.interrupted());
              }
            });
    signer.start();
    Await.until(() -> kms.local().calls().count("Sign") == 1);
    signer.interrupt();
    assertTrue(flag.get(20, TimeUnit.SECONDS), "the flag is still set");
  }
}
