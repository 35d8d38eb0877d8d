package io.github.kmsjca.localkms.internal.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalTest {
  @TempDir Path folder;

  @Test
  void bringsBackWhatItTookInTheSameOrder() throws IOException {
    try (Journal journal = open()) {
      append(journal, "one");
      append(journal, "");
      append(journal, "three");
    }
    try (Journal journal = open()) {
      append(journal, "four");
    }
    assertThat(records()).containsExactly("one", "", "three", "four");
  }

  @Test
  void writesAtItsCloseWhatNobodyWaitedFor() throws IOException {
    try (Journal journal = open()) {
      journal.append("one".getBytes(UTF_8));
    }
    assertThat(records()).containsExactly("one");
  }

  @Test
  void onlyItsOwnerMayRead() throws IOException {
    Path made = folder.resolve("a/b");
    try (Journal journal = Journal.open(made, Fsync.ALWAYS, record -> {})) {
      append(journal, "one");
      journal.cut().replaceBy(List.of("one".getBytes(UTF_8)).iterator());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .isEqualTo("rwx------");
      try (Stream<Path> files = Files.list(made)) {
        assertThat(files)
            .extracting(file -> PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .hasSize(3)
            .containsOnly("rw-------");
      }
    }
  }

  @Test
  void manyWritersShareOneForce() throws Exception {
    AtomicInteger forces = new AtomicInteger();
    Fsync slow =
        file -> {
          forces.incrementAndGet();
          pause(2);
        };
    int writers = 32;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try (Journal journal = Journal.open(folder, slow, record -> {})) {
      List<Future<?>> all =
          IntStream.range(0, writers)
              .<Future<?>>mapToObj(
                  writer ->
                      threads.submit(
                          () -> {
                            for (int i = 0; i < 20; i++) {
                              append(journal, writer + "-" + i);
                            }
                            return null;
                          }))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(records()).hasSize(20 * writers).doesNotHaveDuplicates();
    assertThat(forces.get()).isLessThan(20 * writers / 4);
  }

  @Test
  void anInterruptedWriterHarmsNobody() throws IOException {
    try (Journal journal = open()) {
      Thread.currentThread().interrupt();
      append(journal, "one");
      assertThat(Thread.interrupted()).isTrue();
      append(journal, "two");
    }
    assertThat(records()).containsExactly("one", "two");
  }

  @Test
  void aSnapshotTakesThePlaceOfWhatCameBefore() throws IOException {
    try (Journal journal = open()) {
      append(journal, "one");
      append(journal, "two");
      Journal.Cut cut = journal.cut();
      append(journal, "three");
      cut.replaceBy(List.of("sum".getBytes(UTF_8)).iterator());
      append(journal, "four");
    }
    assertThat(records()).containsExactly("sum", "three", "four");
    assertThat(names()).containsExactlyInAnyOrder("lock", "snapshot-2", "journal-2");
  }

  @Test
  void aSnapshotThatWasNeverFinishedIsNotMissed() throws IOException {
    try (Journal journal = open()) {
      append(journal, "one");
      journal.cut();
      append(journal, "two");
      Files.writeString(folder.resolve("snapshot-2.unfinished"), "half");
    }
    assertThat(records()).containsExactly("one", "two");
    assertThat(names()).doesNotContain("snapshot-2.unfinished");
  }

  @Test
  void aSnapshotThatFailsLeavesAllAsItWas() throws IOException {
    try (Journal journal = open()) {
      append(journal, "one");
      Journal.Cut cut = journal.cut();
      append(journal, "two");
      Files.createDirectories(folder.resolve("snapshot-2/in-the-way"));
      assertThatThrownBy(() -> cut.replaceBy(List.of("sum".getBytes(UTF_8)).iterator()))
          .isInstanceOf(IOException.class);
      Files.delete(folder.resolve("snapshot-2/in-the-way"));
      Files.delete(folder.resolve("snapshot-2"));
      append(journal, "three");
    }
    assertThat(records()).containsExactly("one", "two", "three");
  }

  @Test
  void itIsOutgrownWhenItIsLargerThanASnapshotIsWorth() throws IOException {
    byte[] large = new byte[1 << 20];
    try (Journal journal = open()) {
      for (int i = 0; i < 4; i++) {
        assertThat(journal.outgrown()).isFalse();
        journal.append(large).await();
      }
      assertThat(journal.outgrown()).isTrue();
      journal.cut().replaceBy(List.of(large).iterator());
      assertThat(journal.outgrown()).isFalse();
    }
  }

  @Test
  void aSecondUserIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("data"));
    try (Journal journal = Journal.open(folder.resolve("data"), Fsync.ALWAYS, record -> {})) {
      append(journal, "one");
      assertThatThrownBy(() -> Journal.open(link, Fsync.ALWAYS, record -> {}))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by another local KMS of this process");
    }
    Journal.open(link, Fsync.ALWAYS, record -> {}).close();
  }

  @Test
  void afterAFailedForceNothingIsTakenAnyMore() throws IOException {
    AtomicBoolean fails = new AtomicBoolean();
    Fsync fsync =
        file -> {
          if (fails.get()) {
            throw new SyncFailedException("sync failed");
          }
        };
    try (Journal journal = Journal.open(folder, fsync, record -> {})) {
      append(journal, "one");
      fails.set(true);
      Ticket doomed = journal.append("two".getBytes(UTF_8));
      Ticket next = journal.append("three".getBytes(UTF_8));
      assertThatThrownBy(doomed::await).isInstanceOf(IOException.class).hasMessage("sync failed");
      assertThatThrownBy(next::await).isInstanceOf(IOException.class);
      fails.set(false);
      journal.resume();
      assertThatThrownBy(() -> journal.append("four".getBytes(UTF_8)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("start again: sync failed");
      assertThatThrownBy(journal::cut).isInstanceOf(IOException.class);
    } catch (IOException closed) {
      assertThat(closed).hasMessageContaining("sync failed");
    }
    assertThat(records()).startsWith("one").doesNotContain("four");
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    Path file = folder.resolve("journal-1");
    Files.write(file, new FileHeader(FileHeader.Kind.JOURNAL, 1).encoded(2));
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has format 2, and this release knows 1");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void aMissingFileIsAnError() throws IOException {
    try (Journal journal = open()) {
      append(journal, "one");
      journal.cut();
      append(journal, "two");
    }
    Files.delete(folder.resolve("journal-1"));
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("journal-1 is missing");
  }

  @Test
  void aFolderThatNobodyMayWriteIsRefused() {
    assertThatThrownBy(() -> Journal.open(Path.of("/proc/fs"), Fsync.ALWAYS, record -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/proc/fs");
  }

  @Test
  void ofAnOlderJournalNothingMayBeMissing() throws IOException {
    try (Journal journal = open()) {
      append(journal, "one");
      append(journal, "two");
      journal.cut();
      append(journal, "three");
    }
    Path file = folder.resolve("journal-1");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another journal follows");
  }

  private Journal open() throws IOException {
    return Journal.open(folder, Fsync.NEVER, record -> {});
  }

  private List<String> records() throws IOException {
    List<String> records = new ArrayList<>();
    Journal.open(folder, Fsync.NEVER, record -> records.add(new String(record, UTF_8))).close();
    return records;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static void append(Journal journal, String record) throws IOException {
    journal.append(record.getBytes(UTF_8)).await();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
