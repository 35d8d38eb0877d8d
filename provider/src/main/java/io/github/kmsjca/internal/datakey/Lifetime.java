package io.github.kmsjca.internal.datakey;

/**
 * When a cached key begins, wants a successor, and ends; in a ticker's nanoseconds, which may
 * overflow: to be compared by their difference.
 *
 * @param refreshAt the same as the end if it wants none
 * @param era how often the cache had been cleared when the key was asked for
 */
record Lifetime(long createdAt, long refreshAt, long expiresAt, int era) {}
