package io.github.kmsjca.localkms.internal.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Random bytes and names. The generator is the platform's own by name: the first one installed may
 * belong to a provider that itself calls this KMS.
 */
public final class Randomness {
  private final SecureRandom generator;

  /** Seeded by the operating system. */
  public Randomness() {
    try {
      generator = SecureRandom.getInstance("DRBG", "SUN");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The platform lacks its own random generator", e);
    }
  }

  /** The generator itself, for the cryptography that needs one. */
  public SecureRandom generator() {
    return generator;
  }

  /** That many random bytes. */
  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    generator.nextBytes(bytes);
    return bytes;
  }

  /** That many random bytes in hexadecimal. */
  public String hex(int length) {
    return HexFormat.of().formatHex(bytes(length));
  }

  /** A random UUID, as {@link UUID#randomUUID} makes them with whatever generator comes first. */
  public String uuid() {
    long high = (generator.nextLong() & ~0xF000L) | 0x4000L;
    long low = (generator.nextLong() >>> 2) | Long.MIN_VALUE;
    return new UUID(high, low).toString();
  }
}
