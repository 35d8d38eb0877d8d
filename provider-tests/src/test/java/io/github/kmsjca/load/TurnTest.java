package io.github.kmsjca.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.failure.Await;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.testkit.TestKms;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.kms.KmsClient;

/** A call that waits for its turn: how that ends, and who need not wait. */
class TurnTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @AfterEach
  void noFault() {
    kms.local().faults().clear();
    kms.local().latency(Duration.ZERO);
  }

  @ParameterizedTest
  @EnumSource
  void interruptionEndsTheWaitAtOnce(ThreadKind kind) throws Exception {
    kind.assume();
    Callable<?> sign = signer(provider("maxConnections", "1"));
    kms.local().faults().next("Sign", Fault.delay(Duration.ofSeconds(4)));
    Caller first = Caller.start(kind, sign);
    Await.until(() -> signs() == 1);
    Caller waiting = Caller.start(kind, sign);
    Await.until(() -> isWaiting(waiting));
    waiting.thread().interrupt();
    assertThat(waiting.outcome()).isEqualTo("INTERRUPTED");
    assertThat(waiting.wasInterrupted()).as("the flag is still set").isTrue();
    assertThat(first.hasEnded()).as("the call that it waited for").isFalse();
    assertThat(first.outcome()).isEqualTo("ok");
    assertThat(signs()).isEqualTo(1);
    assertThat(Caller.start(kind, sign).outcome()).as("its place is free").isEqualTo("ok");
  }

  @Test
  void whoGetsNoTurnIsToldWhy() throws Exception {
    Callable<?> sign =
        signer(provider("maxConnections", "1", "callTimeout", "6s", "attemptTimeout", "5500ms"));
    kms.local().faults().next("Sign", Fault.delay(Duration.ofSeconds(5)));
    Caller first = Caller.start(ThreadKind.PLATFORM, sign);
    Await.until(() -> signs() == 1);
    KmsCallException e = Caller.start(ThreadKind.PLATFORM, sign).ofKms();
    assertThat(e)
        .hasMessageContaining("KMS Sign with key " + kms.arn("ecc-nist-p256"))
        .hasMessageContaining("its turn did not come in time (1 of 1 calls in flight, 0 waiting;")
        .hasMessageMatching("(?s).* waited [3-5]\\.\\d s;.*")
        .hasMessageContaining("Raise maxConnections= or callTimeout=");
    assertThat(e.failure().isTransient()).isTrue();
    assertThat(first.outcome()).isEqualTo("ok");
  }

  /** For the caller, waiting and call are one time. */
  @Test
  void waitingCountsTowardsTheCall() throws Exception {
    Callable<?> sign =
        signer(provider("maxConnections", "1", "callTimeout", "4s", "attemptTimeout", "4s"));
    kms.local()
        .faults()
        .next("Sign", Fault.delay(Duration.ofMillis(1500)), Fault.delay(Duration.ofSeconds(20)));
    Caller first = Caller.start(ThreadKind.PLATFORM, sign);
    Await.until(() -> signs() == 1);
    KmsCallException e = Caller.start(ThreadKind.PLATFORM, sign).ofKms();
    assertThat(first.outcome()).isEqualTo("ok");
    assertThat(e.failure().name()).isEqualTo("TIMED_OUT");
    assertThat(e.getCause()).isInstanceOf(ApiCallTimeoutException.class);
    // The SDK tells the limit that it had.
    String millis = e.getCause().getMessage().replaceFirst("(?s).*?(\\d+) millis.*", "$1");
    assertThat(Integer.parseInt(millis)).isBetween(1900, 3500);
  }

  /** Retries and the pauses between them are part of the turn. */
  @Test
  void retriesKeepTheirTurn() throws Exception {
    Callable<?> sign =
        signer(provider("maxConnections", "2", "maxAttempts", "4", "callTimeout", "2m"));
    kms.local().faults().next("Sign", Fault.throttle(), Fault.internalError(), Fault.throttle());
    assertThat(Crowd.outcomes(ThreadKind.PLATFORM, 20, sign)).isEqualTo(Map.of("ok", 20));
    assertThat(signs()).isEqualTo(23);
    assertThat(kms.local().calls().maxInFlight()).isLessThanOrEqualTo(2);
  }

  @Test
  void decryptLeavesTurnsToTheOthers() throws Exception {
    Provider provider = provider("maxConnections", "5");
    Callable<?> sign = signer(provider);
    Key key = TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
    Cipher cipher = Cipher.getInstance("AWSKMS", provider);
    cipher.init(Cipher.ENCRYPT_MODE, key);
    byte[] ciphertext = cipher.doFinal(new byte[16]);
    kms.local().faults().always("Decrypt", Fault.delay(Duration.ofSeconds(3)));
    List<Caller> decrypting = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      decrypting.add(
          Caller.start(
              ThreadKind.PLATFORM,
              () -> {
                Cipher decrypt = Cipher.getInstance("AWSKMS", provider);
                decrypt.init(Cipher.DECRYPT_MODE, key);
                return decrypt.doFinal(ciphertext);
              }));
    }
    Await.until(() -> kms.local().calls().count("Decrypt") == 4);
    Await.until(() -> decrypting.stream().filter(TurnTest::isWaiting).count() == 4);
    assertThat(Caller.start(ThreadKind.PLATFORM, sign).outcome()).isEqualTo("ok");
    assertThat(kms.local().calls().count("Decrypt")).as("none has ended").isEqualTo(4);
    kms.local().faults().clear();
    for (Caller caller : decrypting) {
      assertThat(caller.outcome()).isEqualTo("ok");
    }
  }

  /** Its pool is the application's, of whatever size. */
  @Test
  void anApplicationsClientIsLimitedOnlyIfThatIsSet() throws Exception {
    try (KmsClient client = kms.sdk()) {
      for (String limit : new String[] {"", "2"}) {
        KmsProvider.Builder builder = KmsProvider.builder().kmsClient(() -> client);
        Provider provider =
            limit.isEmpty() ? builder.build() : builder.set("maxConnections", limit).build();
        Callable<?> sign = signer(provider);
        kms.local().latency(Duration.ofSeconds(1));
        assertThat(Crowd.outcomes(ThreadKind.PLATFORM, 6, sign)).isEqualTo(Map.of("ok", 6));
        kms.local().latency(Duration.ZERO);
        int most = kms.local().calls().maxInFlight();
        if (limit.isEmpty()) {
          assertThat(most).isGreaterThan(2);
        } else {
          assertThat(most).isEqualTo(2);
        }
      }
    }
  }

  private static Provider provider(String... settings) {
    return kms.provider(settings);
  }

  /** Signs; the key is known, and so are all classes. */
  private static Callable<?> signer(Provider provider) throws Exception {
    PrivateKey key = TestKms.key(provider, "ecc-nist-p256");
    Caller.sign(provider, key);
    kms.local().calls().clear();
    return () -> Caller.sign(provider, key);
  }

  private static long signs() {
    return kms.local().calls().count("Sign");
  }

  private static boolean isWaiting(Caller caller) {
    for (StackTraceElement frame : caller.thread().getStackTrace()) {
      if (frame.getClassName().endsWith(".Admission") && frame.getMethodName().equals("pass")) {
        return caller.thread().getState() == Thread.State.TIMED_WAITING;
      }
    }
    return false;
  }
}
