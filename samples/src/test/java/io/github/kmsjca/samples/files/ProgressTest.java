package io.github.kmsjca.samples.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final int MIB = 1 << 20;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long nanos;

  private Progress progress(long size, int files, BooleanSupplier terminal) {
    return new Progress(size, files, new PrintStream(bytes, true, UTF_8), terminal, () -> nanos);
  }

  private void read(Progress progress, int length) throws IOException {
    nanos += 1_000_000_000;
    try (InputStream in = progress.watch(new Zeros())) {
      assertEquals(length, in.read(new byte[length], 0, length));
    }
  }

  private static final class Zeros extends InputStream {
    @Override
    public int read() {
      return 0;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return length;
    }
  }

  private String text() {
    return bytes.toString(UTF_8);
  }

  @Test
  void showsHowFarItIs() throws IOException {
    Progress progress = progress(64 * MIB, 3, () -> true);
    read(progress, 16 * MIB);
    assertThat(text())
        .endsWith(" ")
        .contains("\r[#######                       ]  25 %  16.0 of 64.0 MiB  0 of 3 files");
    bytes.reset();
    progress.clear();
    assertThat(text()).matches("\r *\r");
    bytes.reset();
    progress.clear();
    assertEquals("", text());
  }

  @Test
  void isSilentForShortWork() throws IOException {
    Progress progress = progress(MIB, 3, () -> fail("nobody needs to know"));
    read(progress, MIB);
    progress.fileIsDone();
    progress.clear();
    assertEquals("", text());
  }

  @Test
  void isSilentWithoutATerminal() throws IOException {
    Progress progress = progress(64 * MIB, 3, () -> false);
    read(progress, 32 * MIB);
    progress.clear();
    assertEquals("", text());
  }

  @Test
  void manySmallFilesAreLongWork() {
    Progress progress = progress(1000, 500, () -> true);
    nanos += 1_000_000_000;
    progress.fileIsDone();
    assertThat(text()).contains("1 of 500 files");
  }

  @Test
  void unknownLengthIsShownOnceItIsLong() throws IOException {
    Progress progress = progress(Plan.UNKNOWN, 1, () -> true);
    read(progress, MIB);
    assertEquals("", text());
    read(progress, 31 * MIB);
    assertThat(text()).contains(" MiB").doesNotContain("%");
  }

  @Test
  void isDrawnAFewTimesASecondOnly() throws IOException {
    Progress progress = progress(64 * MIB, 1, () -> true);
    read(progress, 32 * MIB);
    nanos -= 900_000_000;
    read(progress, MIB);
    assertThat(text()).containsOnlyOnce("%");
  }
}
