package io.github.kmsjca.localkms.internal.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a key has begun, and what takes its time.
 *
 * @param rotation the rotation that somebody asked for, which is the primary key's of a family;
 *     null if there is none
 */
public record Underway(@Nullable Span rotation) {
  /** Of a key that has begun nothing. */
  public static final Underway NOTHING = new Underway(null);

  /** From when to when something lasts. */
  public record Span(Instant start, Instant end) {}

  /** The same with that rotation; null for none. */
  public Underway rotating(@Nullable Span span) {
    return new Underway(span);
  }
}
