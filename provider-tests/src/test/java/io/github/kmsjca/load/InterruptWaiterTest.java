package io.github.kmsjca.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.kmsjca.failure.Await;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.testkit.TestKms;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Threads that wait for what another one asked KMS for, and those that were told to stop before.
 */
class InterruptWaiterTest {
  private static final int WAITERS = 4;

  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @BeforeAll
  static void moreKeys() {
    InterruptedOperation.createKeys(kms);
  }

  @AfterEach
  void noFault() {
    kms.local().faults().clear();
  }

  @ParameterizedTest
  @EnumSource
  void forAnothersLookup(ThreadKind kind) throws Exception {
    kind.assume();
    Provider provider = kms.provider();
    kms.local().calls().clear();
    kms.local().faults().next("GetPublicKey", Fault.delay(Duration.ofSeconds(3)));
    Caller first = Caller.start(kind, lookup(provider));
    Await.until(() -> kms.local().calls().count("GetPublicKey") == 1);
    Caller waiter = Caller.start(kind, lookup(provider));
    Await.until(() -> isIn(waiter, "KeyResolver$Others", "await"));
    waiter.assertEndsAtOnceWhenInterrupted();
    assertThat(first.hasEnded()).as("the lookup that it waited for").isFalse();
    assertThat(first.outcome()).isEqualTo("ok");
    kms.assertCalls(1, "GetPublicKey");
  }

  @ParameterizedTest
  @EnumSource
  void forAnothersDataKey(ThreadKind kind) throws Exception {
    kind.assume();
    Provider provider = kms.provider();
    Key key = TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
    Callable<?> encrypt =
        () -> {
          Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
          cipher.init(Cipher.ENCRYPT_MODE, key);
          return cipher.doFinal(new byte[16]);
        };
    kms.local().calls().clear();
    kms.local().faults().next("GenerateDataKey", Fault.delay(Duration.ofSeconds(3)));
    Caller first = Caller.start(kind, encrypt);
    Await.until(() -> kms.local().calls().count("GenerateDataKey") == 1);
    Caller waiter = Caller.start(kind, encrypt);
    Await.until(() -> isIn(waiter, "Load", "await"));
    waiter.assertEndsAtOnceWhenInterrupted();
    first.assertEndsAtOnceWhenInterrupted();
    assertThat(Caller.start(kind, encrypt).outcome()).as("the load goes on").isEqualTo("ok");
    kms.assertCalls(1, "GenerateDataKey");
  }

  /** An exception has one stack trace, and whoever catches it may add to it. */
  @Test
  void eachThreadHasAnExceptionOfItsOwn() throws Exception {
    Provider provider = kms.provider("callTimeout", "2s", "attemptTimeout", "2s");
    kms.local().calls().clear();
    kms.local().faults().always("GetPublicKey", Fault.hang());
    List<Caller> callers = new ArrayList<>();
    for (int i = 0; i < WAITERS; i++) {
      callers.add(Caller.start(ThreadKind.PLATFORM, lookup(provider)));
    }
    Set<KmsCallException> thrown = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Caller caller : callers) {
      assertThat(caller.outcome()).isEqualTo("TIMED_OUT");
      thrown.add(caller.ofKms());
    }
    assertThat(thrown).hasSize(WAITERS);
    kms.assertCalls(1, "GetPublicKey");
  }

  static Stream<Arguments> operations() {
    return Arrays.stream(InterruptedOperation.values())
        .flatMap(
            operation ->
                Arrays.stream(ThreadKind.values())
                    .filter(ThreadKind::isThere)
                    .map(kind -> arguments(operation, kind)));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whoWasInterruptedBeforeMakesNoCall(InterruptedOperation operation, ThreadKind kind)
      throws Exception {
    Callable<?> use = operation.prepare(kms.provider(operation.settings()));
    kms.local().calls().clear();
    Caller caller =
        Caller.start(
            kind,
            () -> {
              Thread.currentThread().interrupt();
              return use.call();
            });
    assertThat(caller.outcome()).isEqualTo("INTERRUPTED");
    assertThat(caller.wasInterrupted()).as("the flag is still set").isTrue();
    kms.assertCalls(0, operation.call());
    assertThat(Caller.start(kind, use).outcome()).isEqualTo("ok");
  }

  /** By a KeyStore of its own, so that what threads share is the lookup and no kept failure. */
  private static Callable<?> lookup(Provider provider) throws Exception {
    KeyStore store = TestKms.keyStore(provider);
    return () -> store.getKey("rsa-2048", null);
  }

  private static boolean isIn(Caller caller, String type, String method) {
    return Arrays.stream(caller.thread().getStackTrace())
        .anyMatch(f -> f.getClassName().endsWith(type) && f.getMethodName().equals(method));
  }
}
