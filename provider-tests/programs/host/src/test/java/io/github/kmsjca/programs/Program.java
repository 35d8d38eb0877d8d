package io.github.kmsjca.programs;

import java.util.Map;

/**
 * A program of the compatibility tables in the guide {@code programs.md}: a constant of {@link
 * Servers}, {@link Clients}, {@link Databases}, {@link Documents}, {@link Tokens} or {@link
 * Engines}. Its own test holds it to its row.
 */
public interface Program {
  /** What the table says of it. */
  Row row();

  /**
   * Fails unless the program called what its row says, and nothing else but what keys are found by.
   *
   * @param units how many handshakes, signatures or the like there were
   */
  default void assertCosts(Calls calls, long units) {
    row().assertCosts(calls, cost -> units);
  }

  /**
   * The same for a row whose calls are for different units.
   *
   * @param units how many there were of each that the row names
   */
  default void assertCosts(Calls calls, Map<String, Long> units) {
    row().assertCosts(calls, cost -> units.get(cost.unit()));
  }
}
