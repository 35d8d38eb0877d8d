package io.github.kmsjca.internal.kms;

import java.time.Instant;

/**
 * How a Region does, for those who watch.
 *
 * @param region its name
 * @param since when it came to this
 */
record RegionState(String region, State state, Instant since) {
  /** In the terms of circuit breakers. */
  enum State {
    /** It is used. */
    CLOSED,
    /** It failed, and is left alone for a while. */
    OPEN,
    /** One call tries it. */
    HALF_OPEN
  }
}
