package io.github.kmsjca.localkms.internal.durable;

import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.state.Alias;
import io.github.kmsjca.localkms.internal.state.LastUse;
import io.github.kmsjca.localkms.internal.state.MemoryStore;
import io.github.kmsjca.localkms.internal.state.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A program that writes until its disk is full, finds out what that means, makes room if it can,
 * and goes on.
 */
final class FullDiskWriter {
  private FullDiskWriter() {}

  public static void main(String[] args) throws IOException {
    Path ballast = Path.of(args[0], "ballast");
    if (args.length > 1) {
      Files.write(ballast, new byte[256 * 1024]);
    }
    try (DurableStore durable = KillableWriter.open(Path.of(args[0], "data"))) {
      MemoryStore store = durable.store();
      int written = 0;
      try {
        while (written < 100_000) {
          write(store, written);
          written++;
        }
      } catch (KmsFailure full) {
        System.out.println("full: " + full.error().type() + ": " + full.error().message());
      }
      System.out.println("undone: " + aliases(store).get("alias/" + written).isEmpty());
      System.out.println("written: " + written);
      store
          .realm(KillableWriter.HERE)
          .used("key", new LastUse("x".repeat(5000), Instant.EPOCH, ""));
      durable.writeUses();
      if (Files.deleteIfExists(ballast)) {
        write(store, written);
        System.out.println("goes on: " + aliases(store).get("alias/" + written).isPresent());
      }
    }
  }

  private static void write(MemoryStore store, int number) {
    Alias alias =
        new Alias("alias/" + number, "x".repeat(5000), Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
    store.unit(() -> aliases(store).add(alias));
  }

  static Table<Alias> aliases(MemoryStore store) {
    return store.realm(KillableWriter.HERE).aliases();
  }
}
