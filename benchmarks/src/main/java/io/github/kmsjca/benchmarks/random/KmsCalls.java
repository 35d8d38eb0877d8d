package io.github.kmsjca.benchmarks.random;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.localkms.LocalKms;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;

/** How many calls of KMS a generator makes. */
public final class KmsCalls {
  private static final int MIB = 1024 * 1024;
  private static final int PIECE = 4096;
  private static final long MOST_NANOS = Duration.ofSeconds(30).toNanos();

  private KmsCalls() {}

  /**
   * What was counted, in words.
   *
   * @param mib how much to generate
   */
  public static String sentence(int mib) throws GeneralSecurityException {
    System.setProperty("aws.accessKeyId", LocalKms.ACCESS_KEY_ID);
    System.setProperty("aws.secretAccessKey", LocalKms.SECRET_ACCESS_KEY);
    try (LocalKms kms = LocalKms.start()) {
      SecureRandom random =
          SecureRandom.getInstance(
              "AWSKMS",
              KmsProvider.builder()
                  .set("endpoint", kms.endpoint().toString())
                  .set("region", "eu-west-1")
                  .build());
      awaitFirst(random);
      byte[] piece = new byte[PIECE];
      long begin = System.nanoTime();
      for (long left = (long) mib * MIB; left > 0; left -= PIECE) {
        random.nextBytes(piece);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      long calls = kms.calls().count();
      long due = 1 + (long) (seconds / Duration.ofMinutes(5).toSeconds());
      return String.format(
          Locale.ROOT,
          "P11: KMS calls while SecureRandom AWSKMS gave %,d MiB, 4 KiB at a time, in %.1f s: %d"
              + " (target: one per reseed, which is one in 5 minutes, %s).",
          mib,
          seconds,
          calls,
          calls <= due ? "met" : "**missed**");
    }
  }

  /** Until bytes of KMS are in it. */
  static void awaitFirst(SecureRandom random) {
    long begin = System.nanoTime();
    random.nextInt();
    while (random.toString().endsWith(",kms:0")) {
      if (System.nanoTime() - begin > MOST_NANOS) {
        throw new IllegalStateException("no bytes of KMS came");
      }
      Thread.onSpinWait();
    }
    random.nextInt();
  }
}
