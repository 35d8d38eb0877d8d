package io.github.kmsjca.failure;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.kmsjca.localkms.Fault;
import io.github.kmsjca.testkit.TestKms;
import java.security.Key;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that ask for one name share a call, but not the interruption of one of them. */
class InterruptionTest {
  @Test
  @Timeout(60)
  void anInterruptedThreadDoesNotFailTheOneThatWaitedForItsCall() throws Exception {
    try (TestKms kms = TestKms.start()) {
      // Two stores, so that what they share is the resolver's call and no kept failure.
      var provider = kms.provider();
      KeyStore one = TestKms.keyStore(provider);
      KeyStore two = TestKms.keyStore(provider);
      kms.local().faults().next("GetPublicKey", Fault.delay(Duration.ofSeconds(2)));
      AtomicReference<Exception> failure = new AtomicReference<>();
      Thread interrupted =
          new Thread(
              () -> {
                try {
                  one.getKey("rsa-2048", null);
                } catch (Exception e) {
                  failure.set(e);
                }
              });
      interrupted.start();
      awaitState(interrupted, "SocketDispatcher", "SocketInputStream", "NioSocketImpl");
      CompletableFuture<Key> innocent = new CompletableFuture<>();
      Thread waiter =
          new Thread(
              () -> {
                try {
                  innocent.complete(two.getKey("rsa-2048", null));
                } catch (Exception e) {
                  innocent.completeExceptionally(e);
                }
              });
      waiter.start();
      awaitState(waiter, "KeyResolver$Others.await");
      interrupted.interrupt();
      assertNotNull(innocent.get(30, TimeUnit.SECONDS));
      interrupted.join();
      assertInstanceOf(UnrecoverableKeyException.class, failure.get());
    }
  }

  private static void awaitState(Thread thread, String... frames) {
    while (true) {
      for (StackTraceElement frame : thread.getStackTrace()) {
        for (String wanted : frames) {
          if ((frame.getClassName() + "." + frame.getMethodName()).contains(wanted)) {
            return;
          }
        }
      }
      Thread.onSpinWait();
    }
  }
}
