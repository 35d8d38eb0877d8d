package io.github.kmsjca.localkms.internal.state;

import java.util.List;

/** Where the units of a store are written down, one after the other. */
public interface UnitLog {
  /** Keeps nothing: what the memory holds ends with it. */
  UnitLog NONE = unit -> () -> {};

  /**
   * Writes a unit down, in the order of the calls.
   *
   * @param unit never empty; a record that was written twice is in it twice
   * @return what waits until it is durable, to be called without the lock of the store
   * @throws RuntimeException if it can not be written; then the unit has not taken place
   */
  Written append(List<Change> unit);

  /**
   * Takes units again after one has failed. Until then it refuses all, so that those which built
   * upon the failed one can be undone first.
   */
  default void resume() {}

  /** A unit that was written. */
  interface Written {

    /**
     * Waits until it is durable, and with it all that was written before.
     *
     * @throws RuntimeException if it will never be, nor anything that was written later
     */
    void await();
  }
}
