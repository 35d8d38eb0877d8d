package io.github.kmsjca.internal.random;

import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.call.GenerateRandom;
import io.github.kmsjca.internal.telemetry.Log;
import io.github.kmsjca.spec.KmsFailure;
import java.lang.System.Logger.Level;
import java.security.DrbgParameters;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where bytes of KMS go: a DRBG that the platform seeded, and from which all generators of a
 * provider instance draw when it has something new. So calls of KMS go with time, however many
 * generators there are and however much they give.
 *
 * <p>Bytes of KMS are additional input of a reseed, by which the DRBG hashes its old state, fresh
 * platform entropy and them into the new one: whoever knew or chose them knows no more than
 * without, and whoever can guess the platform's entropy has to know them as well. (As {@code
 * setSeed} they would stand in for the platform's entropy, not beside it.)
 *
 * <p>Nobody waits for KMS, which is asked on a thread of its own, one at most. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateRandom.html">GenerateRandom</a>
 */
final class EntropyPool {
  /**
   * As long as entropy and nonce of a DRBG of strength 256 together; and no DRBG takes less as
   * additional input.
   */
  static final int SEED_LENGTH = 48;

  private final String providerName;
  private final KmsGateway gateway;
  private final SecureRandom drbg;
  private final ReseedSchedule schedule;
  private final Executor background;
  private final AtomicBoolean asking = new AtomicBoolean();
  private final AtomicLong era = new AtomicLong(1);
  private final AtomicLong answers = new AtomicLong();

  /**
   * Seeds the pool, from the platform.
   *
   * @param drbg not used yet, and by nobody else
   */
  EntropyPool(
      String providerName,
      KmsGateway gateway,
      SecureRandom drbg,
      ReseedSchedule schedule,
      Executor background) {
    this.providerName = providerName;
    this.gateway = gateway;
    this.drbg = drbg;
    this.schedule = schedule;
    this.background = background;
    seed(drbg);
    // The platform's own seeds are of one source in a JVM, which a snapshot copies.
    mix(drbg, drbg.generateSeed(SEED_LENGTH));
  }

  /** Has a new DRBG seed itself; not so, what it is given first would be its only entropy. */
  static void seed(SecureRandom drbg) {
    drbg.nextBytes(new byte[1]);
  }

  /** Mixes into a DRBG. */
  static void mix(SecureRandom drbg, byte[] seed) {
    try {
      drbg.reseed(DrbgParameters.reseed(false, seed));
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /**
   * To be called before every use of a generator: has KMS asked if it is time.
   *
   * @return changes when the pool has something new; never 0
   */
  long use() {
    if (schedule.isDue()) {
      ask();
    }
    return era.get();
  }

  /** Has KMS asked soon, unless it fails just now. */
  void hasten() {
    schedule.hasten();
    use();
  }

  /** The seed of a generator, which no other gets; to be wiped. */
  byte[] draw() {
    byte[] seed = new byte[SEED_LENGTH];
    drbg.nextBytes(seed);
    return seed;
  }

  /**
   * Takes entropy from the operating system, which the platform's DRBG does only once in a JVM, and
   * has all generators draw anew before they give another byte.
   */
  void renew() {
    mix(drbg, drbg.generateSeed(SEED_LENGTH));
    era.incrementAndGet();
    schedule.hasten();
  }

  /** How often bytes of KMS came in. */
  long answers() {
    return answers.get();
  }

  private void ask() {
    if (asking.get() || !asking.compareAndSet(false, true)) { // all threads come by here
      return;
    }
    boolean started = false;
    try {
      // Since this thread saw that it is time, another one's answer may have come.
      if (schedule.isDue()) {
        background.execute(this::fetch);
        started = true;
      }
    } catch (RuntimeException | Error e) { // no thread to be had
      failed(e);
    } finally {
      if (!started) {
        asking.set(false);
      }
    }
  }

  private void fetch() {
    try {
      mix(drbg, gateway.perform(new GenerateRandom(SEED_LENGTH)));
      era.incrementAndGet();
      boolean wasOutage = schedule.succeeded();
      answers.incrementAndGet();
      if (wasOutage) {
        Log.logger()
            .log(Level.INFO, "SecureRandom AWSKMS of provider {0} gets bytes of KMS", providerName);
      }
    } catch (KmsCallException | RuntimeException | Error e) {
      failed(e);
    } finally {
      asking.set(false);
    }
  }

  private void failed(Throwable failure) {
    boolean isEnd = failure instanceof KmsCallException e && e.failure() == KmsFailure.CLOSED;
    if (schedule.failed() && !isEnd) {
      Log.logger()
          .log(
              Level.WARNING,
              "SecureRandom AWSKMS of provider {0} gets no bytes of KMS for now, and goes on with"
                  + " the entropy of the platform: {1}",
              providerName,
              failure instanceof KmsCallException ? failure.getMessage() : failure.toString());
    }
  }
}
