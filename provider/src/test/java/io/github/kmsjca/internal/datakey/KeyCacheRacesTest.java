package io.github.kmsjca.internal.datakey;

import static io.github.kmsjca.internal.datakey.CacheHarness.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KmsCallException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What one thread does between two steps of another, made to happen: what a step calls, the ticker
 * or the request, does it.
 */
@Timeout(60)
class KeyCacheRacesTest {
  private static final Duration AGE = Duration.ofMinutes(1);

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicReference<@Nullable Runnable> onTime = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> onHash = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> onKey = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> onLoaded = new AtomicReference<>();
  private final AtomicReference<@Nullable Runnable> onUse = new AtomicReference<>();
  private final List<TestKey> loaded = new ArrayList<>();
  private final Request request = new Request();
  private final CacheEnvironment environment =
      new CacheEnvironment(
          () -> {
            once(onTime);
            return nanos.get();
          },
          () -> 0.5,
          Scheduler.disabledScheduler(),
          Runnable::run,
          Runnable::run,
          AGE);
  private final KeyCache<Request, TestKey> cache =
      new KeyCache<>(
          "Test",
          (r, birth) -> {
            TestKey key = new TestKey(birth.get());
            loaded.add(key);
            once(onLoaded);
            return key;
          },
          environment.lifetimes(AGE, true),
          10,
          environment,
          Runnable::run);

  private static void once(AtomicReference<@Nullable Runnable> hook) {
    Runnable now = hook.getAndSet(null);
    if (now != null) {
      now.run();
    }
  }

  private final class Request implements KeyRequest {
    @Override
    public KeyArn key() {
      once(onKey);
      return FakeKms.KEY;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      once(onHash);
      return 1;
    }
  }

  /** For two messages. */
  private final class TestKey extends CachedKey {
    private final Budget budget = new Budget(2, 2);

    TestKey(Lifetime lifetime) {
      super(new DataKey(new byte[] {1}), lifetime);
    }

    @Override
    boolean tryUse(long length) {
      if (!tryAcquire()) {
        return false;
      }
      if (!budget.tryReserve(length)) {
        release();
        return false;
      }
      once(onUse);
      return true;
    }
  }

  private void use() {
    try {
      TestKey key = cache.tryUse(request, 1);
      if (key == null) {
        key = cache.use(request, 1);
      }
      assertThat(key.bytes()).containsExactly(1);
      key.release();
    } catch (KmsCallException e) {
      throw new AssertionError(e);
    }
  }

  /** It has seen no key; then another's load comes and goes; then it sees no load. */
  @Test
  void aLoadThatCameAndWentIsNotRepeated() {
    onKey.set(this::use);
    use();
    assertThat(loaded).hasSize(1);
  }

  /** A key is at hand before its load is no longer in flight. */
  @Test
  void thereIsNoMomentWithoutKeyAndLoad() throws Exception {
    FutureTask<?> other = new FutureTask<>(this::use, true);
    onLoaded.set(
        () ->
            onTime.set(
                () -> {
                  new Thread(other).start();
                  await(() -> cache.statistics().misses() == 2);
                }));
    use();
    other.get();
    assertThat(loaded).hasSize(1);
  }

  /** It has seen that it is time to refresh; then others come to the end of the key. */
  @Test
  void noSuccessorForAKeyThatHasOne() {
    use();
    nanos.addAndGet(AGE.toNanos() * 85 / 100);
    onUse.set(() -> onHash.set(this::use));
    use();
    assertThat(onHash.get()).isNull();
    assertThat(loaded).hasSize(2);
    use();
    assertThat(loaded).as("the withdrawn refresh blocks nobody").hasSize(2);
  }

  /** Cleared while it was loaded: between its coming and its going nobody may find it. */
  @Test
  void noKeyFromBeforeIsFoundAfterClearing() {
    List<@Nullable TestKey> found = new ArrayList<>();
    Runnable look = () -> found.add(cache.tryUse(request, 1));
    onLoaded.set(
        () -> {
          cache.clear();
          // First it is put to use, and then it is taken away again.
          onHash.set(() -> onHash.set(look));
        });
    use();
    assertThat(found).hasSize(1).containsOnlyNulls();
    assertThat(loaded.get(0).tryAcquire()).isFalse();
    assertThat(cache.statistics().entries()).isZero();
  }

  /** Who gets no lease takes no message away from who does. */
  @Test
  void aRetiredKeyCountsNothing() {
    Budget budget = new Budget(1, 1);
    CachedEncryptionKey key =
        new CachedEncryptionKey(
            new GeneratedKey(new DataKey(new byte[] {1}), List.of(), new byte[0]),
            new Lifetime(0, 50, 100, 0),
            budget);
    key.retire();
    assertThat(key.tryUse(1)).isFalse();
    assertThat(budget.tryReserve(1)).isTrue();
  }

  /** Out of memory while it tells of a load, say: whoever waits gets what came of it. */
  @Test
  void aFailureOfTheBookkeepingLeavesNobodyWaiting() {
    Runnable broken =
        () -> {
          throw new OutOfMemoryError("in a test");
        };
    onLoaded.set(() -> onKey.set(broken)); // to tell of the key that came
    use();
    assertThat(onKey.get()).isNull();
    assertThat(cache.loadsInFlight()).isZero();
    cache.clear();
    onLoaded.set(
        () -> {
          onKey.set(broken); // to tell of the failure
          throw new IllegalStateException("in a test");
        });
    assertThatThrownBy(() -> cache.use(request, 1)).hasRootCauseMessage("in a test");
    assertThat(onKey.get()).isNull();
    assertThat(cache.loadsInFlight()).isZero();
    use();
  }

  /** What was claimed for the one who began the load is given back. */
  @Test
  void aKeyThatIsNotKeptIsWiped() {
    onLoaded.set(
        () ->
            onUse.set(
                () ->
                    onHash.set(
                        () -> {
                          throw new IllegalStateException("in a test");
                        })));
    assertThatThrownBy(() -> cache.use(request, 1)).hasRootCauseMessage("in a test");
    assertThat(loaded.get(0).tryAcquire()).isFalse();
    assertThat(loaded.get(0).bytes()).containsExactly(0);
    assertThat(cache.loadsInFlight()).isZero();
    use();
  }
}
