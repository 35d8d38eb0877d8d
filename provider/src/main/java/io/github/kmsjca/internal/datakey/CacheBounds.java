package io.github.kmsjca.internal.datakey;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import java.time.Duration;

/**
 * How far the user lets a data key be used.
 *
 * @param maxAge how long, whatever it is used for
 * @param maxMessages that one encrypts
 * @param maxBytes of plaintext that one encrypts
 * @param maxEntries keys in use for encryption; their successors wait apart, as many at most
 * @param maxDecryptEntries the same for decryption
 * @param refreshDecrypt unwrap keys in use anew before they expire
 */
record CacheBounds(
    Duration maxAge,
    long maxMessages,
    long maxBytes,
    int maxEntries,
    int maxDecryptEntries,
    boolean refreshDecrypt) {
  static CacheBounds of(Configuration configuration) {
    return new CacheBounds(
        configuration.duration(Setting.DATA_KEY_MAX_AGE),
        configuration.number(Setting.DATA_KEY_MAX_MESSAGES),
        configuration.size(Setting.DATA_KEY_MAX_BYTES),
        configuration.count(Setting.DATA_KEY_MAX_ENTRIES),
        configuration.count(Setting.DATA_KEY_MAX_DECRYPT_ENTRIES),
        configuration.isOn(Setting.DATA_KEY_REFRESH_DECRYPT));
  }
}
