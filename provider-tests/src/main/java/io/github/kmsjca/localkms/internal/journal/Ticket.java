package io.github.kmsjca.localkms.internal.journal;

import java.io.IOException;

/** A record that is on its way to the disk. */
public interface Ticket {

  /**
   * Waits until it is there.
   *
   * @throws IOException if it did not get there, and never will
   */
  void await() throws IOException;
}
