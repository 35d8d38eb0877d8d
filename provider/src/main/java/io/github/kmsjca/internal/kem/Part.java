package io.github.kmsjca.internal.kem;

import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A part of a shared secret, which the caller wants as a key. */
record Part(int from, int to, String algorithm) {
  /** The key; the secret is wiped. */
  SecretKey of(byte[] secret) {
    try {
      return new SecretKeySpec(secret, from, to - from, algorithm);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
