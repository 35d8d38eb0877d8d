package io.github.kmsjca.localkms.internal.journal;

import io.github.kmsjca.localkms.internal.journal.FileHeader.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records on disk, in the order in which they were appended. Whoever waits for one first writes all
 * that have come by then and forces them to the disk at once; the others wait for that. So many
 * writers share one force. Thread safe.
 *
 * <p>If a write fails, all records that are not yet on disk fail, and no more are taken until
 * {@link #resume}. If a force fails, none is taken any more: the operating system may have dropped
 * what it was to write, and would report the next force as a success.
 */
public final class Journal implements Closeable {
  private static final long SMALL = 4L << 20;
  private static final int BATCH_BYTES = 1 << 20;

  private final Folder folder;
  private final Fsync fsync;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** What is yet to be written. All below is guarded by the lock. */
  private List<Pending> queue = new ArrayList<>();

  /** Whether a thread is writing; it alone touches the file meanwhile. */
  private boolean busy;

  private RecordFile file;
  private long number;
  private long snapshotBytes;
  private boolean closed;
  private @Nullable IOException suspended;
  private @Nullable IOException broken;

  private Journal(Folder folder, Fsync fsync, RecordFile file, long number, long snapshotBytes) {
    this.folder = folder;
    this.fsync = fsync;
    this.file = file;
    this.number = number;
    this.snapshotBytes = snapshotBytes;
  }

  /**
   * Opens a folder, and makes it if it is not there.
   *
   * @param replay gets all records that are in it, in their order, or those of a snapshot first
   * @throws IOException if another has it open, if it can not be read or written, if anything but
   *     its unfinished end is damaged, or if a newer release wrote it
   */
  public static Journal open(Path path, Fsync fsync, Consumer<byte[]> replay) throws IOException {
    Folder folder = Folder.open(path);
    try {
      Replay found = Replay.of(folder, fsync, replay);
      return new Journal(folder, fsync, found.last(), found.number(), found.snapshotBytes());
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /**
   * Takes a record. It is written when somebody waits for it or for a later one, or at the close.
   *
   * @return what tells when it is on disk
   * @throws IOException if no record is taken since one has failed
   */
  public Ticket append(byte[] record) throws IOException {
    lock.lock();
    try {
      refuse();
      Pending pending = new Pending(record);
      queue.add(pending);
      return pending;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes records again after a write has failed, the disk having been full for example. What is
   * left of the failed write is removed.
   */
  public void resume() {
    lock.lock();
    try {
      if (suspended != null && broken == null) {
        file.cutBack();
      }
      suspended = null;
    } catch (IOException e) {
      broken = e;
    } finally {
      lock.unlock();
    }
  }

  /** Whether it has grown so much that a {@linkplain #cut snapshot} pays. */
  public boolean outgrown() {
    lock.lock();
    try {
      return file.length() > Math.max(SMALL, 2 * snapshotBytes);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Brings all that was appended to the disk, and begins a new file. Whoever calls this sees to it
   * that nobody appends meanwhile.
   *
   * @return what takes the records that stand for all that was appended until now
   * @throws IOException if that fails; then it goes on as before
   */
  public Cut cut() throws IOException {
    lock.lock();
    try {
      flush();
      FileHeader next = new FileHeader(Kind.JOURNAL, number + 1);
      RecordFile before = file;
      file = begin(next);
      number++; // first of all, or a second attempt would empty the file that is in use now
      before.close();
      return new Cut(number);
    } finally {
      lock.unlock();
    }
  }

  private RecordFile begin(FileHeader header) throws IOException {
    try {
      return RecordFile.begin(folder.create(header), header, fsync);
    } catch (IOException e) {
      folder.delete(header);
      throw e;
    }
  }

  /**
   * Writes what is yet to be written, and leaves the folder to others. Closing twice is no harm.
   */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        closeOnce();
      }
    } finally {
      lock.unlock();
    }
  }

  private void closeOnce() throws IOException {
    try (folder) {
      flush();
    } finally {
      file.close();
      broken = broken == null ? new IOException("The journal is closed") : broken;
    }
  }

  private void flush() throws IOException {
    awaitIdle();
    while (!queue.isEmpty()) {
      Pending last = queue.get(queue.size() - 1);
      writeBatch();
      if (last.done) {
        last.check();
      }
    }
    refuse();
  }

  private void refuse() throws IOException {
    if (broken != null) {
      throw new IOException(
          "Nothing more is written, because the disk has failed before; start again: "
              + broken.getMessage(),
          broken);
    }
    if (suspended != null) {
      throw new IOException(suspended.getMessage(), suspended);
    }
  }

  private void awaitIdle() {
    while (busy) {
      changed.awaitUninterruptibly();
    }
  }

  /** Writes without the lock, so that others can queue meanwhile. */
  private void writeBatch() {
    List<Pending> batch = nextBatch();
    RecordFile target = file;
    busy = true;
    lock.unlock();
    Outcome outcome = new Outcome(new IOException("The writing thread was stopped"), true);
    try {
      outcome = write(target, batch);
    } finally {
      lock.lock();
      busy = false;
      settle(batch, outcome);
      changed.signalAll();
    }
  }

  private void settle(List<Pending> batch, Outcome outcome) {
    batch.forEach(pending -> pending.finish(outcome.failure()));
    if (outcome.failure() != null) {
      queue.forEach(pending -> pending.finish(outcome.failure()));
      queue.clear();
      suspended = outcome.failure();
      broken = outcome.fatal() ? outcome.failure() : broken;
    }
  }

  private List<Pending> nextBatch() {
    List<Pending> batch = new ArrayList<>();
    long bytes = 0;
    Iterator<Pending> rest = queue.iterator();
    while (rest.hasNext() && bytes < BATCH_BYTES) {
      Pending next = rest.next();
      bytes += next.record.length;
      batch.add(next);
    }
    queue = new ArrayList<>(queue.subList(batch.size(), queue.size()));
    return batch;
  }

  private static Outcome write(RecordFile target, List<Pending> batch) {
    try {
      target.write(batch.stream().map(pending -> pending.record).toList());
    } catch (IOException e) {
      return new Outcome(e, false);
    }
    try {
      target.force();
      return new Outcome(null, false);
    } catch (IOException e) {
      return new Outcome(e, true);
    }
  }

  private record Outcome(@Nullable IOException failure, boolean fatal) {}

  /** A record that waits for the disk. Its state is guarded by the lock. */
  private final class Pending implements Ticket {
    private final byte[] record;
    private boolean done;
    private @Nullable IOException failure;

    Pending(byte[] record) {
      this.record = record;
    }

    @Override
    public void await() throws IOException {
      lock.lock();
      try {
        while (!done) {
          if (busy) {
            changed.awaitUninterruptibly();
          } else {
            writeBatch();
          }
        }
        check();
      } finally {
        lock.unlock();
      }
    }

    void finish(@Nullable IOException reason) {
      done = true;
      failure = reason;
    }

    void check() throws IOException {
      if (failure != null) {
        throw new IOException(failure.getMessage(), failure);
      }
    }
  }

  /** The place of a snapshot among the journals. */
  public final class Cut {
    private final FileHeader header;

    private Cut(long number) {
      this.header = new FileHeader(Kind.SNAPSHOT, number);
    }

    /**
     * Puts records in the place of all that was appended before the cut. Others may append
     * meanwhile.
     *
     * @throws IOException if it can not be written; then all stays as it was
     */
    public void replaceBy(Iterator<byte[]> records) throws IOException {
      Path unfinished = folder.begin(header);
      try {
        long bytes = SnapshotFile.write(unfinished, header, fsync, records);
        folder.finish(unfinished, header);
        lock.lock();
        try {
          snapshotBytes = bytes;
        } finally {
          lock.unlock();
        }
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(unfinished);
        throw e;
      }
      folder.tidy(header.number());
    }
  }
}
