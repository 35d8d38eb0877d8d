package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.telemetry.Log;
import java.lang.System.Logger.Level;
import java.security.InvalidKeyException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Names that KeyStores of one provider instance did not find lately. {@code getKey} has to answer
 * null then, which mostly shows only where the key is used. Each is logged once. Thread-safe.
 */
public final class LostLookups {
  private static final int MOST_LOGGED = 200; // names may be what others chose
  private static final int MOST_KEPT = 3;
  private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final Set<String> logged = new HashSet<>();
  private final Deque<Lookup> latest = new ArrayDeque<>();

  private record Lookup(String name, String text, long at) {
    boolean isRecent() {
      return System.nanoTime() - at < KEPT_NANOS;
    }
  }

  LostLookups() {}

  /**
   * Takes note of one.
   *
   * @param text what was looked up, and why it was not found; fit for a log line
   */
  public void note(String name, String text) {
    if (keep(new Lookup(name, text, System.nanoTime()))) {
      Log.logger().log(Level.WARNING, "{0}", text);
    }
  }

  /** True if it is to be logged. */
  private synchronized boolean keep(Lookup lookup) {
    latest.removeIf(earlier -> earlier.name.equals(lookup.name));
    latest.addLast(lookup);
    if (latest.size() > MOST_KEPT) {
      latest.removeFirst();
    }
    return logged.size() < MOST_LOGGED && logged.add(lookup.name);
  }

  /** Says, to who gives no key, which lookups came to nothing lately, if there are any. */
  synchronized void refuseNull() throws InvalidKeyException {
    latest.removeIf(lookup -> !lookup.isRecent());
    if (!latest.isEmpty()) {
      throw new InvalidKeyException(
          "the key is null: "
              + latest.stream().map(Lookup::text).collect(Collectors.joining("; ")));
    }
  }
}
