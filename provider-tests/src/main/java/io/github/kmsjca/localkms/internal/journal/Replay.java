package io.github.kmsjca.localkms.internal.journal;

import io.github.kmsjca.localkms.internal.journal.FileHeader.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * What a folder held when it was opened.
 *
 * @param last the journal that goes on
 * @param snapshotBytes 0 without a snapshot
 */
record Replay(RecordFile last, long number, long snapshotBytes) {
  private static final long FIRST = 1;

  static Replay of(Folder folder, Fsync fsync, Consumer<byte[]> sink) throws IOException {
    SortedSet<Long> snapshots = folder.numbers(Kind.SNAPSHOT);
    SortedSet<Long> journals = folder.numbers(Kind.JOURNAL);
    long first = snapshots.isEmpty() ? FIRST : snapshots.last();
    if (snapshots.isEmpty() && journals.isEmpty()) {
      folder.create(new FileHeader(Kind.JOURNAL, FIRST));
      journals = folder.numbers(Kind.JOURNAL);
    }
    if (journals.isEmpty() || journals.last() < first) {
      throw missing(folder, first);
    }
    long snapshotBytes = snapshots.isEmpty() ? 0 : snapshot(folder, first, sink);
    long last = lastBorn(folder, first, journals.last());
    for (long number = first; number < last; number++) {
      journal(folder, number).readAll(sink);
    }
    RecordFile open = last(folder, last, fsync, sink);
    try {
      folder.tidy(first);
    } catch (IOException e) {
      open.close();
      throw e;
    }
    return new Replay(open, last, snapshotBytes);
  }

  private static long snapshot(Folder folder, long number, Consumer<byte[]> sink)
      throws IOException {
    FileHeader header = new FileHeader(Kind.SNAPSHOT, number);
    Path file = folder.file(header);
    FrameReader.open(file, header).readSnapshot(sink);
    return Files.size(file);
  }

  private static FrameReader journal(Folder folder, long number) throws IOException {
    FileHeader header = new FileHeader(Kind.JOURNAL, number);
    Path file = folder.file(header);
    if (!Files.exists(file)) {
      throw missing(folder, number);
    }
    return FrameReader.open(file, header);
  }

  /** A journal whose making did not succeed is of no account; the one before it goes on. */
  private static long lastBorn(Folder folder, long first, long last) throws IOException {
    long number = last;
    while (number > first && journal(folder, number).unborn()) {
      folder.delete(new FileHeader(Kind.JOURNAL, number));
      number--;
    }
    return number;
  }

  private static RecordFile last(Folder folder, long number, Fsync fsync, Consumer<byte[]> sink)
      throws IOException {
    FileHeader header = new FileHeader(Kind.JOURNAL, number);
    FrameReader reader = journal(folder, number);
    return reader.unborn()
        ? RecordFile.begin(folder.file(header), header, fsync)
        : RecordFile.resume(folder.file(header), reader.readTail(sink), fsync);
  }

  private static IOException missing(Folder folder, long number) {
    return new IOException(
        folder.file(new FileHeader(Kind.JOURNAL, number))
            + " is missing. Nothing was changed. Restore the folder from a copy, or start with an"
            + " empty one");
  }
}
