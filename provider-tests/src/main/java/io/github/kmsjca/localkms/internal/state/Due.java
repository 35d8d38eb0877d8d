package io.github.kmsjca.localkms.internal.state;

import io.github.kmsjca.localkms.internal.model.Scope;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which key time alone changes next. Whether any is due is asked by any thread, all else by one.
 */
final class Due {
  private static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::date)
          .thenComparing(entry -> entry.key().scope().account())
          .thenComparing(entry -> entry.key().scope().region())
          .thenComparing(entry -> entry.key().id());

  private final Map<Key, Instant> dates = new HashMap<>();
  private final TreeSet<Entry> entries = new TreeSet<>(ORDER);
  private volatile Instant earliest = Instant.MAX;

  /** A key of a realm. */
  record Key(Scope scope, String id) {}

  private record Entry(Instant date, Key key) {}

  /** Notes when the key changes next, if ever. */
  void set(Key key, Optional<Instant> date) {
    Instant before = dates.remove(key);
    if (before != null) {
      entries.remove(new Entry(before, key));
    }
    date.ifPresent(
        next -> {
          dates.put(key, next);
          entries.add(new Entry(next, key));
        });
    earliest = entries.isEmpty() ? Instant.MAX : entries.first().date();
  }

  /** Whether a key has something due by then. */
  boolean any(Instant now) {
    return !earliest.isAfter(now);
  }

  /** The key that has been due longest; empty if none is. */
  Optional<Key> first(Instant now) {
    return any(now) ? Optional.of(entries.first().key()) : Optional.empty();
  }
}
