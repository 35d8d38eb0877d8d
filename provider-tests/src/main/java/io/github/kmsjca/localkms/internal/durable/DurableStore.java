package io.github.kmsjca.localkms.internal.durable;

import io.github.kmsjca.localkms.internal.journal.Fsync;
import io.github.kmsjca.localkms.internal.journal.Journal;
import io.github.kmsjca.localkms.internal.state.Change;
import io.github.kmsjca.localkms.internal.state.HeldMaterial;
import io.github.kmsjca.localkms.internal.state.KeyUse;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.MemoryStore;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A store whose units are on disk before they are acknowledged. All of it is in memory too, and
 * from there a snapshot replaces the journal whenever that has grown long. Thread safe.
 */
public final class DurableStore implements Closeable {
  private static final System.Logger LOG = System.getLogger("io.github.kmsjca.localkms");

  private static final long USES_EVERY_SECONDS = 60;

  private final Journal journal;
  private final MemoryStore store;
  private final HeldMaterial importTokens;

  /** As they stand in the journal. Only the housekeeping and the close touch it. */
  private Set<KeyUse> writtenUses;

  private final AtomicBoolean snapshotUnderWay = new AtomicBoolean();
  private final ScheduledExecutorService housekeeping =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "local-kms-data");
            thread.setDaemon(true);
            return thread;
          });

  private DurableStore(
      Journal journal, Held held, HeldMaterial importTokens, Function<KmsKey, HeldMaterial> next) {
    this.journal = journal;
    this.importTokens = importTokens;
    this.store = new MemoryStore(next, new DurableLog(journal, this::outgrown));
    store.load(held.changes());
    store.loadUses(held.uses());
    this.writtenUses = Set.copyOf(store.uses());
    Future<?> unused = // it tells itself what goes wrong
        housekeeping.scheduleWithFixedDelay(
            this::writeUses, USES_EVERY_SECONDS, USES_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Opens a folder, and makes it if it is not there.
   *
   * @param newImportTokens makes the key of import tokens, of a folder that has none
   * @param newMaterial makes what a key gets when its rotation is due
   * @throws IOException if the folder is in use, damaged, of a newer release, or can not be written
   */
  public static DurableStore open(
      Path folder,
      Fsync fsync,
      Supplier<HeldMaterial> newImportTokens,
      Function<KmsKey, HeldMaterial> newMaterial)
      throws IOException {
    Held held = new Held();
    Journal journal;
    try {
      journal = Journal.open(folder, fsync, held);
    } catch (UncheckedIOException e) {
      throw new IOException("The data in " + folder + " can not be read", e);
    }
    try {
      HeldMaterial key = held.importTokens();
      if (key == null) {
        key = newImportTokens.get();
        journal.append(RecordCodec.encodedImportTokens(key)).await();
      }
      return new DurableStore(journal, held, key, newMaterial);
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  /** The store. */
  public MemoryStore store() {
    return store;
  }

  /** The key of its import tokens. */
  public HeldMaterial importTokens() {
    return importTokens;
  }

  private void outgrown() {
    if (snapshotUnderWay.compareAndSet(false, true)) {
      try {
        housekeeping.execute(this::snapshot);
      } catch (RejectedExecutionException e) {
        LOG.log(Level.DEBUG, "The local KMS is closing", e);
      }
    }
  }

  private void snapshot() {
    try {
      Taken taken = store.unit(this::take);
      taken.cut().replaceBy(taken.records());
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "The local KMS could not shorten its journal, and goes on with it", e);
    } finally {
      snapshotUnderWay.set(false);
    }
  }

  private record Taken(Journal.Cut cut, Iterator<byte[]> records) {}

  private Taken take() {
    try {
      List<Change> all = store.everything();
      Iterator<byte[]> records =
          Stream.concat(
                  Stream.of(
                      RecordCodec.encodedImportTokens(importTokens),
                      RecordCodec.encodedUses(store.uses())),
                  all.stream().map(change -> RecordCodec.encodedUnit(List.of(change))))
              .iterator();
      return new Taken(journal.cut(), records);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Which keys were used since: not each use, but the last one now and then. */
  synchronized void writeUses() {
    Set<KeyUse> uses = Set.copyOf(store.uses());
    List<KeyUse> news = uses.stream().filter(use -> !writtenUses.contains(use)).toList();
    if (news.isEmpty()) {
      return;
    }
    try {
      journal.append(RecordCodec.encodedUses(news)).await();
      writtenUses = uses;
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "The local KMS could not note when keys were used last", e);
      store.takeBack();
    }
  }

  /** Ends a snapshot under way, writes what is yet to be written, and leaves the folder. */
  @Override
  public void close() throws IOException {
    housekeeping.shutdown();
    try {
      if (!housekeeping.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.log(Level.WARNING, "The local KMS leaves a snapshot unfinished");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writeUses();
    journal.close();
  }
}
