package io.github.kmsjca.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.kmsjca.failure.Await;
import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.testkit.TestKms;
import java.security.Provider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A thread that is told to stop does so at once, whatever it was doing and whatever it was waiting
 * for; it knows why, and what it used is of further use.
 */
class InterruptMatrixTest {
  @RegisterExtension static final TestKms kms = TestKms.start().withEncryptionKeys();

  @BeforeAll
  static void moreKeys() {
    InterruptedOperation.createKeys(kms);
  }

  @AfterEach
  void noFault() {
    kms.local().faults().clear();
  }

  /** What it waits for. */
  enum Wait {
    ANSWER("hang"),
    REST_OF_ANSWER("drip:300ms"),
    NEXT_ATTEMPT("throttle") {
      @Override
      boolean isReached(Caller caller) {
        return isIn(caller, "java.lang.Thread", "sleep");
      }
    },
    TURN("hang") {
      @Override
      boolean isReached(Caller caller) {
        return isIn(caller, "io.github.kmsjca.internal.kms.Admission", "pass");
      }
    };

    private final String fault;

    Wait(String fault) {
      this.fault = fault;
    }

    /** Once KMS has the call. */
    boolean isReached(Caller caller) {
      return true;
    }

    private static boolean isIn(Caller caller, String type, String method) {
      return Arrays.stream(caller.thread().getStackTrace())
          .anyMatch(f -> f.getClassName().equals(type) && f.getMethodName().startsWith(method));
    }
  }

  static Stream<Arguments> matrix() {
    List<Arguments> matrix = new ArrayList<>();
    for (InterruptedOperation operation : InterruptedOperation.values()) {
      for (Wait wait : Wait.values()) {
        for (ThreadKind kind : ThreadKind.values()) {
          // What makes a key is not repeated.
          boolean isRepeated = !operation.call().startsWith("Create");
          if (kind.isThere() && (isRepeated || wait != Wait.NEXT_ATTEMPT)) {
            matrix.add(arguments(operation, wait, kind));
          }
        }
      }
    }
    return matrix.stream();
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void endsAtOnce(InterruptedOperation operation, Wait wait, ThreadKind kind) throws Exception {
    Provider provider = provider(operation);
    Callable<?> use = operation.prepare(provider);
    Callable<?> other = InterruptedOperation.SIGN.prepare(provider);
    kms.local().calls().clear();
    kms.local()
        .faults()
        .always(wait == Wait.TURN ? "Sign" : operation.call(), Fault.parse(wait.fault));
    List<Caller> callers = new ArrayList<>();
    if (wait == Wait.TURN) {
      callers.add(Caller.start(ThreadKind.PLATFORM, other));
    }
    Await.until(() -> kms.local().calls().count("Sign") == callers.size());
    Caller caller = Caller.start(kind, use);
    callers.add(caller);
    Await.until(() -> wait == Wait.TURN || kms.local().calls().count(operation.call()) > 0);
    Await.until(() -> wait.isReached(caller));
    caller.assertEndsAtOnceWhenInterrupted();
    callers.get(0).thread().interrupt();
    assertThat(callers.get(0).outcome()).isEqualTo("INTERRUPTED");
    kms.local().faults().clear();
    assertThat(Caller.start(kind, use).outcome()).isEqualTo("ok");
  }

  private static Provider provider(InterruptedOperation operation, String... more) {
    List<String> settings = new ArrayList<>(List.of("maxAttempts", "4", "callTimeout", "1m"));
    settings.addAll(List.of("maxConnections", "1"));
    settings.addAll(List.of("attemptTimeout", "30s"));
    settings.addAll(List.of(operation.settings()));
    settings.addAll(List.of(more));
    return kms.provider(settings.toArray(String[]::new));
  }

  /** It is billed, and a second try would make a second one. */
  @ParameterizedTest
  @MethodSource("makers")
  void whatMayHaveBeenMadeIsTold(InterruptedOperation operation, String told) throws Exception {
    Callable<?> use = operation.prepare(provider(operation));
    kms.local().calls().clear();
    kms.local().faults().always(operation.call(), Fault.hang());
    Caller caller = Caller.start(ThreadKind.PLATFORM, use);
    Await.until(() -> kms.local().calls().count(operation.call()) > 0);
    caller.thread().interrupt();
    assertThat(caller.failure()).hasMessageContaining(told);
  }

  static Stream<Arguments> makers() {
    return Stream.of(
        arguments(InterruptedOperation.GENERATE, "see whether there is a new key"),
        arguments(InterruptedOperation.NAME_GENERATED, "was made, and is billed, but it did not"),
        arguments(InterruptedOperation.IMPORT, "and its import broke off"));
  }
}
