package io.github.kmsjca.samples.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicOutputTest {
  private static final byte[] BYTES = "new".getBytes(UTF_8);

  @TempDir Path directory;
  private final Unfinished unfinished = new Unfinished();
  private Path target;

  @BeforeEach
  void target() {
    target = directory.resolve("file");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private AtomicOutput written(boolean replace) throws IOException {
    AtomicOutput output = unfinished.open(target, replace);
    output.stream().write(BYTES);
    return output;
  }

  @Test
  void appearsWhenItIsCommitted() throws IOException {
    try (AtomicOutput output = written(false)) {
      assertThat(names()).hasSize(1).noneMatch(name -> name.startsWith("file"));
      output.commit();
    }
    assertEquals(List.of("file"), names());
    assertEquals("new", Files.readString(target));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
  }

  @Test
  void isItsOwnersOnlyFromTheBeginning() throws IOException {
    try (AtomicOutput output = written(false)) {
      Path temporary = directory.resolve(names().get(0));
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary)));
      assertEquals(target, output.target());
    }
  }

  @Test
  void leavesNothingUnlessItIsCommitted() throws IOException {
    written(false).close();
    assertEquals(List.of(), names());
  }

  @Test
  void leavesWhatWasThereUnlessItIsCommitted() throws IOException {
    Files.writeString(target, "old");
    written(true).close();
    assertEquals(List.of("file"), names());
    assertEquals("old", Files.readString(target));
  }

  @Test
  void replacesOnlyWhatItMay() throws IOException {
    Files.writeString(target, "old");
    assertThrowsExactly(FileAlreadyExistsException.class, () -> unfinished.open(target, false));
    assertEquals("old", Files.readString(target));
    try (AtomicOutput output = written(true)) {
      output.commit();
    }
    assertEquals("new", Files.readString(target));
  }

  @Test
  void doesNotReplaceWhatCameMeanwhile() throws IOException {
    try (AtomicOutput output = written(false)) {
      Files.writeString(target, "old");
      assertThrowsExactly(FileAlreadyExistsException.class, output::commit);
    }
    assertEquals(List.of("file"), names());
    assertEquals("old", Files.readString(target));
  }

  @Test
  void replacesRegularFilesOnly() throws IOException {
    Files.createSymbolicLink(target, directory.resolve("elsewhere"));
    assertThrowsExactly(FileSystemException.class, () -> unfinished.open(target, true));
    Files.delete(target);
    Files.createDirectory(target);
    assertThrowsExactly(FileSystemException.class, () -> unfinished.open(target, true));
  }

  @Test
  void missingDirectoryIsNamed() {
    Path missing = directory.resolve("missing");
    NoSuchFileException e =
        assertThrowsExactly(
            NoSuchFileException.class, () -> unfinished.open(missing.resolve("file"), false));
    assertEquals(missing.toString(), e.getFile());
  }

  @Test
  void endDiscardsWhatIsOpenAndLetsNothingFollow() throws IOException {
    AtomicOutput first = written(false);
    AtomicOutput other = unfinished.open(directory.resolve("other"), false);
    other.commit();
    assertEquals(List.of(target), unfinished.end());
    assertEquals(List.of("other"), names());
    assertThrows(ClosedChannelException.class, () -> first.stream().write(BYTES));
    assertThrows(ClosedChannelException.class, first::commit);
    assertThrowsExactly(InterruptedIOException.class, () -> unfinished.open(target, false));
    assertFalse(first.discard());
    assertEquals(List.of("other"), names());
  }
}
