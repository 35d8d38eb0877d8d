package io.github.kmsjca.internal.datakey;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What happened in a cache so far. Every load and refresh, failed or not, is one KMS call per
 * recipient.
 *
 * @param hits messages that found their key there
 * @param misses messages that waited for a load, their own or another's
 * @param loads that somebody waited for
 * @param loadFailures of these, that brought no key; they are not among the loads
 * @param refreshes loads in the background, ahead of need
 * @param refreshFailures the same, that brought no key; they are not among the refreshes
 * @param evictions keys that left the cache, for whatever reason
 * @param bypasses messages that the cache is not for
 * @param entries keys there now, those waiting for their turn included
 * @param oldestMillis age of the oldest of them that is in use; zero if there is none
 */
public record CacheStatistics(
    long hits,
    long misses,
    long loads,
    long loadFailures,
    long refreshes,
    long refreshFailures,
    long evictions,
    long bypasses,
    long entries,
    long oldestMillis) {

  /** By name, each with the prefix. */
  Map<String, Object> named(String prefix) {
    Map<String, Object> named = new LinkedHashMap<>();
    named.put(prefix + "Hits", hits);
    named.put(prefix + "Misses", misses);
    named.put(prefix + "Loads", loads);
    named.put(prefix + "LoadFailures", loadFailures);
    named.put(prefix + "Refreshes", refreshes);
    named.put(prefix + "RefreshFailures", refreshFailures);
    named.put(prefix + "Evictions", evictions);
    named.put(prefix + "Bypasses", bypasses);
    named.put(prefix + "Entries", entries);
    named.put(prefix + "OldestMillis", oldestMillis);
    return named;
  }
}
