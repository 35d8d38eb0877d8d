package io.github.kmsjca.internal.random;

import java.io.Serial;
import java.security.DrbgParameters;
import java.security.SecureRandom;
import java.security.SecureRandomParameters;
import java.security.SecureRandomSpi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Instead of the platform's DRBG: says what it was asked, and gives bytes that are known. */
final class RecordingDrbg extends SecureRandom {
  @Serial private static final long serialVersionUID = 1L;

  /** What it was asked, in its order. */
  final transient List<String> asked;

  RecordingDrbg() {
    this(Collections.synchronizedList(new ArrayList<>()));
  }

  private RecordingDrbg(List<String> asked) {
    super(new Spi(asked), null);
    this.asked = asked;
  }

  static String reseed(int value) {
    byte[] bytes = new byte[EntropyPool.SEED_LENGTH];
    Arrays.fill(bytes, (byte) value);
    return "reseed with the platform and " + Arrays.toString(bytes);
  }

  private static final class Spi extends SecureRandomSpi {
    @Serial private static final long serialVersionUID = 1L;

    private final transient List<String> asked;
    private byte next = 1;

    Spi(List<String> asked) {
      this.asked = asked;
    }

    @Override
    protected void engineSetSeed(byte[] seed) {
      throw new AssertionError("a seed that would be the only one");
    }

    @Override
    protected synchronized void engineNextBytes(byte[] bytes) {
      asked.add(bytes.length + " bytes");
      Arrays.fill(bytes, next++);
    }

    @Override
    protected void engineReseed(SecureRandomParameters parameters) {
      asked.add(
          "reseed with the platform and "
              + Arrays.toString(((DrbgParameters.Reseed) parameters).getAdditionalInput()));
    }

    @Override
    protected byte[] engineGenerateSeed(int length) {
      asked.add("seed of " + length);
      byte[] seed = new byte[length];
      Arrays.fill(seed, (byte) 99);
      return seed;
    }
  }
}
