package io.github.kmsjca.localkms.internal.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every byte of a journal, and of a snapshot, that is missing or wrong. */
final class DamageTest {
  private static final List<String> RECORDS = List.of("first", "second record", "", "the last");

  @TempDir Path folder;
  private Path file;

  /** The size of the file when that many of the records were in it. */
  private final List<Integer> sizes = new ArrayList<>();

  @BeforeEach
  void fourRecords() throws IOException {
    file = folder.resolve("journal-1");
    try (Journal journal = Journal.open(folder, Fsync.NEVER, record -> {})) {
      sizes.add((int) Files.size(file));
      for (String record : RECORDS) {
        journal.append(record.getBytes(UTF_8)).await();
        sizes.add((int) Files.size(file));
      }
    }
  }

  @Test
  void atEveryLengthWholeRecordsAreLeftAndItGoesOn() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      List<String> left = RECORDS.subList(0, wholeRecords(length));
      assertThat(read("more")).as("%d bytes", length).isEqualTo(left);
      List<String> longer = new ArrayList<>(left);
      longer.add("more");
      assertThat(read()).as("%d bytes, and one record more", length).isEqualTo(longer);
    }
  }

  @Test
  void aWrongBitInTheLastRecordCostsThatAndBeforeItIsAnError() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int last = sizes.get(RECORDS.size() - 1);
    for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      Files.write(file, damaged);
      if (bit / Byte.SIZE < last) {
        assertThatThrownBy(this::read)
            .as("bit %d", bit)
            .isInstanceOf(IOException.class)
            .hasMessageContaining(file + " is damaged at byte ")
            .hasMessageContaining("Restore the folder from a copy");
        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
      } else {
        assertThat(read()).as("bit %d", bit).isEqualTo(RECORDS.subList(0, RECORDS.size() - 1));
      }
    }
  }

  @Test
  void theErrorSaysWhere() throws IOException {
    byte[] damaged = Files.readAllBytes(file);
    damaged[sizes.get(1) + Frame.HEAD_BYTES + 5] ^= 1;
    Files.write(file, damaged);
    assertThatThrownBy(this::read)
        .hasMessageContaining("journal-1 is damaged at byte " + sizes.get(1))
        .hasMessageContaining("frame 1 is damaged, and others follow it");
  }

  @Test
  void zerosBehindTheLastRecordAreCutOff() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length + 4096));
    assertThat(read()).isEqualTo(RECORDS);
    assertThat(Files.size(file)).isEqualTo(whole.length);
  }

  @Test
  void aSnapshotIsWholeOrAnError() throws IOException {
    try (Journal journal = Journal.open(folder, Fsync.NEVER, record -> {})) {
      journal.cut().replaceBy(RECORDS.stream().map(text -> text.getBytes(UTF_8)).iterator());
    }
    Path snapshot = folder.resolve("snapshot-2");
    byte[] whole = Files.readAllBytes(snapshot);
    assertThat(read()).isEqualTo(RECORDS);
    for (int length = 0; length < whole.length; length++) {
      Files.write(snapshot, Arrays.copyOf(whole, length));
      assertThatThrownBy(this::read).as("%d bytes", length).isInstanceOf(IOException.class);
      byte[] damaged = whole.clone();
      damaged[length] ^= 0x10;
      Files.write(snapshot, damaged);
      assertThatThrownBy(this::read).as("byte %d", length).isInstanceOf(IOException.class);
    }
  }

  private int wholeRecords(int length) {
    return (int)
        IntStream.rangeClosed(1, RECORDS.size()).filter(n -> sizes.get(n) <= length).count();
  }

  private List<String> read(String... more) throws IOException {
    List<String> records = new ArrayList<>();
    try (Journal journal =
        Journal.open(folder, Fsync.NEVER, record -> records.add(new String(record, UTF_8)))) {
      for (String record : more) {
        journal.append(record.getBytes(UTF_8)).await();
      }
    }
    return records;
  }
}
