package io.github.kmsjca.benchmarks.stream;

import java.io.OutputStream;

/** Takes everything and keeps its length only. */
final class CountingSink extends OutputStream {
  private long count;

  @Override
  public void write(int b) {
    count++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    count += length;
  }

  long count() {
    return count;
  }
}
