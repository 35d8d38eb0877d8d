package io.github.kmsjca.localkms.internal.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a key has begun, and what takes its time.
 *
 * @param rotation the rotation that somebody asked for, which is the primary key's of a family;
 *     null if there is none
 * @param updated when the change of the primary Region is complete; null unless it changes
 * @param deletionWindow how many days after the last replica key the primary key is to vanish; null
 *     unless its deletion is pending
 */
public record Underway(
    @Nullable Span rotation, @Nullable Instant updated, @Nullable Integer deletionWindow) {
  /** Of a key that has begun nothing. */
  public static final Underway NOTHING = new Underway(null, null, null);

  /** From when to when something lasts. */
  public record Span(Instant start, Instant end) {}

  /** The same with that rotation; null for none. */
  public Underway rotating(@Nullable Span span) {
    return new Underway(span, updated, deletionWindow);
  }

  /** The same with a change of the primary Region, until then; null for none. */
  public Underway updating(@Nullable Instant until) {
    return new Underway(rotation, until, deletionWindow);
  }

  /** The same with a deletion after that of the last replica key; null for none. */
  public Underway deletingAfterReplicas(@Nullable Integer days) {
    return new Underway(rotation, updated, days);
  }
}
