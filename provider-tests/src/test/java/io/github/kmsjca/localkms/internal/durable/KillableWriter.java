package io.github.kmsjca.localkms.internal.durable;

import io.github.kmsjca.localkms.internal.crypto.MaterialFactory;
import io.github.kmsjca.localkms.internal.crypto.PlatformKeyPairs;
import io.github.kmsjca.localkms.internal.crypto.Randomness;
import io.github.kmsjca.localkms.internal.journal.Fsync;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.state.Alias;
import io.github.kmsjca.localkms.internal.state.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A program that writes until it is killed, and prints what it has got acknowledged. Each of its
 * threads counts: a unit has the next number in two Regions, once as a name of its own that stays,
 * and once in place of the number before.
 */
final class KillableWriter {
  static final Scope HERE = new Scope("111111111111", "eu-west-1");
  static final Scope THERE = new Scope("111111111111", "us-east-1");
  private static final int THREADS = 8;

  /** So large that a snapshot falls due about every hundred units. */
  private static final String PADDING = "x".repeat(20_000);

  private KillableWriter() {}

  public static void main(String[] args) throws IOException {
    MemoryStore store = open(Path.of(args[0])).store();
    System.out.println("begun");
    for (int thread = 0; thread < THREADS; thread++) {
      String name = args[1] + "-" + thread;
      new Thread(() -> count(store, name)).start();
    }
  }

  static DurableStore open(Path folder) throws IOException {
    MaterialFactory materials =
        new MaterialFactory(new PlatformKeyPairs(), new Randomness(), false);
    return DurableStore.open(
        folder,
        Fsync.ALWAYS,
        () -> materials.next(KeySpec.SYMMETRIC_DEFAULT),
        key -> materials.next(key.spec()));
  }

  private static void count(MemoryStore store, String name) {
    for (int number = 0; ; number++) {
      Alias own = alias("alias/" + name + "-" + number, "");
      Alias latest = alias("alias/" + name, number + "-" + PADDING);
      store.unit(
          () -> {
            store.realm(HERE).aliases().put(own);
            store.realm(HERE).aliases().put(latest);
            store.realm(THERE).aliases().put(own);
            store.realm(THERE).aliases().put(latest);
            return null;
          });
      System.out.println(name + " " + number); // one write, whole or not at all
    }
  }

  private static Alias alias(String name, String keyId) {
    return new Alias(name, keyId, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
  }
}
