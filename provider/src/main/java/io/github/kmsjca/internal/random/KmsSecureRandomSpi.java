package io.github.kmsjca.internal.random;

import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.SecureRandomParameters;
import java.security.SecureRandomSpi;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * SecureRandom {@code AWSKMS}: a DRBG of the platform, seeded by the platform, which takes from the
 * pool whenever bytes of KMS have come into that. Never waits for KMS, and so works before KMS
 * answers, while it is down, and within a call to it. Thread-safe: the DRBG is, and only who finds
 * something new in the pool takes a lock, across no I/O but the platform's own.
 */
public final class KmsSecureRandomSpi extends SecureRandomSpi {
  /** Its name. */
  public static final String ALGORITHM = "AWSKMS";

  private static final long serialVersionUID = 1L;

  private final transient RandomSource source;
  private final transient SecureRandom drbg;

  /** That of the pool when this one drew from it; 0 before it is seeded. */
  private transient volatile long era;

  /**
   * A generator without a state: it is seeded when first used.
   *
   * @param parameters as given to {@code SecureRandom.getInstance}; {@code null} for none
   * @throws NoSuchAlgorithmException if they cannot be satisfied
   */
  public KmsSecureRandomSpi(RandomSource source, @Nullable SecureRandomParameters parameters)
      throws NoSuchAlgorithmException {
    this.source = source;
    this.drbg = PlatformDrbg.create(parameters);
  }

  @Override
  protected void engineNextBytes(byte[] bytes) {
    prepare();
    drbg.nextBytes(bytes);
  }

  @Override
  protected void engineNextBytes(byte[] bytes, SecureRandomParameters parameters) {
    prepare();
    drbg.nextBytes(bytes, parameters);
  }

  /** Supplements what there is, also as the first call of all. */
  @Override
  protected void engineSetSeed(byte[] seed) {
    prepare();
    drbg.setSeed(seed);
  }

  /** Entropy of the platform and of the pool now; bytes of KMS follow when they come. */
  @Override
  protected void engineReseed(@Nullable SecureRandomParameters parameters) {
    prepare();
    if (parameters == null) {
      drbg.reseed();
    } else {
      drbg.reseed(parameters);
    }
    EntropyPool pool = source.pool();
    EntropyPool.mix(drbg, pool.draw());
    pool.hasten();
  }

  /** The platform's seed, masked by our own bytes: as good as the better of the two. */
  @Override
  protected byte[] engineGenerateSeed(int length) {
    byte[] mask = new byte[length];
    engineNextBytes(mask);
    byte[] seed = drbg.generateSeed(length);
    for (int i = 0; i < length; i++) {
      seed[i] ^= mask[i];
    }
    Arrays.fill(mask, (byte) 0);
    return seed;
  }

  @Override
  protected SecureRandomParameters engineGetParameters() {
    return drbg.getParameters();
  }

  private void prepare() {
    if (source.pool().use() != era) {
      draw();
    }
  }

  private synchronized void draw() {
    EntropyPool pool = source.pool();
    long now = pool.use();
    if (era != now) {
      if (era == 0) {
        EntropyPool.seed(drbg);
      }
      EntropyPool.mix(drbg, pool.draw());
      era = now;
    }
  }

  /** As the platform's, and how often bytes of KMS came in. */
  @Override
  public String toString() {
    return ALGORITHM + "," + drbg + ",kms:" + source.answers();
  }

  /**
   * Refuses: two generators of one state would give the same bytes.
   *
   * @param out not used
   * @throws NotSerializableException always
   */
  @Serial
  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException("a SecureRandom AWSKMS has a state that must not be copied");
  }

  @Serial
  private void readObject(ObjectInputStream in) throws NotSerializableException {
    throw new NotSerializableException("a SecureRandom AWSKMS has a state that must not be copied");
  }
}
