package io.github.kmsjca.localkms.internal.crypto;

import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.state.Material;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Key pairs to wrap imported material with, some of them prepared: an RSA pair takes up to seconds
 * to make. Preparation of a spec begins when the first pair of it has been handed out, on one
 * daemon thread that ends when there is nothing left to do, so that whoever imports nothing pays
 * nothing. No pair is handed out twice. Thread safe.
 */
final class WrappingPairs {
  /** As many as are asked for in a row before there was time to make new ones. */
  private static final int PREPARED = 3;

  private static final long IDLE_SECONDS = 1;

  private final Function<KeySpec, Material.Pair> maker;
  private final Map<KeySpec, Queue<Material.Pair>> prepared = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), WrappingPairs::thread);

  WrappingPairs(Function<KeySpec, Material.Pair> maker) {
    this.maker = maker;
    worker.allowCoreThreadTimeOut(true);
  }

  /** A pair of that spec that nobody has had: a prepared one, or one made now. */
  Material.Pair take(KeySpec spec) {
    Queue<Material.Pair> stock = prepared.get(spec);
    if (stock == null) {
      Material.Pair first = maker.apply(spec);
      Queue<Material.Pair> empty = new ConcurrentLinkedQueue<>();
      if (prepared.putIfAbsent(spec, empty) == null) {
        for (int i = 0; i < PREPARED; i++) {
          prepare(spec, empty);
        }
      }
      return first;
    }
    Material.Pair pair = stock.poll();
    if (pair == null) {
      return maker.apply(spec);
    }
    prepare(spec, stock);
    return pair;
  }

  private void prepare(KeySpec spec, Queue<Material.Pair> stock) {
    worker.execute(() -> stock.add(maker.apply(spec)));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "local-kms-wrapping-pairs");
    thread.setDaemon(true);
    return thread;
  }
}
