package io.github.kmsjca.samples.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** The bar on a terminal, for work that takes its time. */
final class Progress {
  static final long LONG_WORK = 16L << 20;
  static final int MANY_FILES = 200;
  private static final long INTERVAL_NANOS = 200_000_000;
  private static final int BAR = 30;
  private static final int WIDTH = 78;
  private static final long MIB = 1L << 20;

  private final long totalBytes;
  private final int totalFiles;
  private final PrintStream err;
  private final BooleanSupplier terminal;
  private final LongSupplier nanos;
  private long bytes;
  private int files;
  private boolean isTerminalKnown;
  private boolean isTerminal;
  private boolean isDrawn;
  private long drawnAt;

  Progress(
      long totalBytes,
      int totalFiles,
      PrintStream err,
      BooleanSupplier terminal,
      LongSupplier nanos) {
    this.totalBytes = totalBytes;
    this.totalFiles = totalFiles;
    this.err = err;
    this.terminal = terminal;
    this.nanos = nanos;
    this.drawnAt = nanos.getAsLong();
  }

  static Progress of(Plan plan, PrintStream err) {
    return new Progress(
        plan.size(), plan.pairs().size(), err, Progress::isErrorATerminal, System::nanoTime);
  }

  /** Java tells of the three standard streams together only; the shell tells of one. */
  private static boolean isErrorATerminal() {
    try {
      return new ProcessBuilder("/bin/sh", "-c", "test -t 2")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The same stream, with its bytes counted. */
  InputStream watch(InputStream source) {
    return new FilterInputStream(source) {
      @Override
      public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        count(Math.max(read, 0));
        return read;
      }
    };
  }

  void fileIsDone() {
    files++;
    drawIfDue();
  }

  private void count(int read) {
    bytes += read;
    drawIfDue();
  }

  private void drawIfDue() {
    if (!isLong() || nanos.getAsLong() - drawnAt < INTERVAL_NANOS) {
      return;
    }
    if (!isTerminalKnown) {
      isTerminalKnown = true;
      isTerminal = terminal.getAsBoolean();
    }
    drawnAt = nanos.getAsLong();
    if (isTerminal) {
      draw(line());
      isDrawn = true;
    }
  }

  private boolean isLong() {
    return Math.max(totalBytes, bytes) >= LONG_WORK || totalFiles >= MANY_FILES;
  }

  private String line() {
    String done = mebibytes(bytes);
    if (totalBytes > 0) {
      // A file may have grown since it was looked at.
      double part = Math.min(1, (double) bytes / totalBytes);
      int full = (int) (part * BAR);
      done =
          String.format(
              Locale.ROOT,
              "[%s%s] %3d %%  %s of %s MiB",
              "#".repeat(full),
              " ".repeat(BAR - full),
              (int) (part * 100),
              done,
              mebibytes(totalBytes));
    } else {
      done += " MiB";
    }
    return totalFiles > 1 ? done + "  " + files + " of " + totalFiles + " files" : done;
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", (double) bytes / MIB);
  }

  private void draw(String text) {
    err.print("\r" + text + " ".repeat(Math.max(0, WIDTH - text.length())));
    err.flush();
  }

  /** Leaves the line to others. */
  void clear() {
    if (isDrawn) {
      draw("");
      err.print("\r");
      err.flush();
      isDrawn = false;
    }
  }
}
