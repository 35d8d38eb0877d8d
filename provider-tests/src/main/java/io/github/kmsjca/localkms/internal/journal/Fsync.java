package io.github.kmsjca.localkms.internal.journal;

import java.io.FileDescriptor;
import java.io.IOException;

/** How what was written gets from the operating system's memory to the disk. */
@FunctionalInterface
public interface Fsync {
  /** Before a write is acknowledged: it outlives a loss of power. */
  Fsync ALWAYS = FileDescriptor::sync;

  /** When the operating system likes to: a write outlives the process, and not a loss of power. */
  Fsync NEVER = file -> {};

  /** Returns once what was written is as safe as this policy makes it. */
  void force(FileDescriptor file) throws IOException;
}
