package io.github.kmsjca.internal.keystore.file;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** Whether a certificate can be used at a time, and for long enough. */
public enum Validity {
  EARLY,
  GOOD,
  ENDING,
  EXPIRED;

  private static final Duration SOON = Duration.ofDays(30);

  /** Certificates that are made for a week or a day are not ending all their life. */
  private static final int LAST_PART = 3;

  public static Validity of(X509Certificate certificate, Instant now) {
    Instant start = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    if (now.isBefore(start)) {
      return EARLY;
    }
    if (now.isAfter(end)) {
      return EXPIRED;
    }
    Duration left = Duration.between(now, end);
    boolean isEnding =
        left.compareTo(SOON) < 0
            && left.compareTo(Duration.between(start, end).dividedBy(LAST_PART)) < 0;
    return isEnding ? ENDING : GOOD;
  }
}
