package io.github.kmsjca.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.kms.KmsCallException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A thread that makes one KMS call, and what came of it. */
final class Caller {
  private static final long DEADLINE_SECONDS = 300;

  /** Where the machine has nothing else to do, it is some milliseconds. */
  private static final long AT_ONCE_MILLIS = 1000;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private volatile Throwable failure;
  private volatile boolean interrupted;

  private Caller(ThreadKind kind, Callable<?> call) {
    this.thread = kind.start(() -> run(call));
  }

  static Caller start(ThreadKind kind, Callable<?> call) {
    return new Caller(kind, call);
  }

  /** A signature of a short message. */
  static byte[] sign(Provider provider, PrivateKey key) throws Exception {
    Signature signature = Signature.getInstance("SHA256withECDSA", provider);
    signature.initSign(key);
    signature.update(new byte[] {1, 2, 3});
    return signature.sign();
  }

  private void run(Callable<?> call) {
    try {
      call.call();
    } catch (Throwable e) {
      failure = e;
    } finally {
      interrupted = Thread.currentThread().isInterrupted();
      ended.countDown();
    }
  }

  Thread thread() {
    return thread;
  }

  boolean hasEnded() {
    return ended.getCount() == 0;
  }

  /** Waits for its end; true if it then had its interrupt flag set. */
  boolean wasInterrupted() throws InterruptedException {
    await();
    return interrupted;
  }

  /** Waits for its end: the failure's name in the failure table, or "ok". */
  String outcome() throws InterruptedException {
    await();
    return failure == null ? "ok" : ofKms().failure().name();
  }

  /** Waits for its end, which must be a failure. */
  Throwable failure() throws InterruptedException {
    await();
    return Objects.requireNonNull(failure);
  }

  /** Interrupts it. It must know why it ended, and so must its thread. */
  void assertEndsAtOnceWhenInterrupted() throws InterruptedException {
    long begun = System.nanoTime();
    thread.interrupt();
    await();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    assertThat(outcome()).isEqualTo("INTERRUPTED");
    assertThat(wasInterrupted()).as("the flag is still set").isTrue();
    assertThat(millis).isLessThan(AT_ONCE_MILLIS);
  }

  /** Waits for its end, which must be a failure of a KMS call. */
  KmsCallException ofKms() throws InterruptedException {
    await();
    for (Throwable cause = Objects.requireNonNull(failure); cause != null; ) {
      if (cause instanceof KmsCallException found) {
        return found;
      }
      cause = cause.getCause();
    }
    throw new AssertionError("not a failure of a KMS call", failure);
  }

  private void await() throws InterruptedException {
    if (!ended.await(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("a call without an end: " + thread);
    }
  }
}
