package io.github.kmsjca.samples.files;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done.
 *
 * @param directories to be made, so that empty ones are there as well
 * @param problems what was found that will not be done
 */
record Plan(List<Pair> pairs, List<Path> directories, List<Problem> problems) {
  /** The length of an input that nobody knows beforehand. */
  static final long UNKNOWN = -1;

  /**
   * One input and its output.
   *
   * @param source {@code null} for standard input
   * @param target {@code null} for standard output
   * @param size in bytes, or {@link #UNKNOWN}
   */
  record Pair(@Nullable Path source, @Nullable Path target, long size) {
    /** For messages. */
    String name() {
      return source == null ? "standard input" : source.toString();
    }
  }

  /** What is not done, and why. */
  record Problem(Path path, String why) {}

  /** All bytes to be read, or {@link #UNKNOWN}. */
  long size() {
    boolean isKnown = pairs.stream().noneMatch(pair -> pair.size() == UNKNOWN);
    return isKnown ? pairs.stream().mapToLong(Pair::size).sum() : UNKNOWN;
  }
}
