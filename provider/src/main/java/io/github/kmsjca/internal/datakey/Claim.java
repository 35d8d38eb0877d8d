package io.github.kmsjca.internal.datakey;

/**
 * What a caller wants of a key: one message of that length, or nothing but to look at it.
 *
 * @param length of the message, negative: none
 */
record Claim(long length) {
  static final Claim LOOK = new Claim(-1);

  boolean isForMessage() {
    return length >= 0;
  }

  /** False if the key is used up. */
  boolean tryOn(CachedKey key) {
    return !isForMessage() || key.tryUse(length);
  }

  void undo(CachedKey key) {
    if (isForMessage()) {
      key.release();
    }
  }
}
