package io.github.kmsjca.samples.files;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The output files that are not whole yet, so that none of them outlives the JVM. Thread-safe. */
final class Unfinished {
  private final Set<AtomicOutput> outputs = new HashSet<>();
  private boolean isOver;

  /** Makes an output file, unless the end has come. */
  synchronized AtomicOutput open(Path target, boolean replace) throws IOException {
    if (isOver) {
      throw new InterruptedIOException("interrupted");
    }
    AtomicOutput output = AtomicOutput.open(target, replace, this);
    outputs.add(output);
    return output;
  }

  synchronized void remove(AtomicOutput output) {
    outputs.remove(output);
  }

  synchronized boolean isOver() {
    return isOver;
  }

  /** Discards them; there will be no others. Answers what will not be written. */
  List<Path> end() {
    List<AtomicOutput> rest;
    synchronized (this) {
      isOver = true;
      rest = List.copyOf(outputs);
    }
    List<Path> discarded = new ArrayList<>();
    for (AtomicOutput output : rest) {
      if (output.discard()) {
        discarded.add(output.target());
      }
    }
    return discarded;
  }
}
