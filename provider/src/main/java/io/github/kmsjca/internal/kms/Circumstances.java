package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.kms.client.Place;
import io.github.kmsjca.internal.kms.client.Retries;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Where a call failed, after how many attempts, and how long that took.
 *
 * @param text all of that, for the message; empty if nothing is known
 * @param region empty if it is not known
 * @param attempts zero if nobody knows
 */
record Circumstances(String text, String region, int attempts, Duration elapsed)
    implements Serializable {
  /** Of a call that was not made. */
  static final Circumstances NONE = new Circumstances("", "", 0, Duration.ZERO);

  /**
   * The failure with its circumstances, if a call was tried at all.
   *
   * @param place where it was made
   */
  static KmsCallException told(KmsCallException e, Duration elapsed, Place place) {
    int attempts = attempts(e.getCause());
    String text = time(attempts, elapsed) + (place.text().isEmpty() ? "" : ", " + place.text());
    return switch (e.failure()) {
      case CONFIGURATION, NO_REGION, REENTRY, OUT_OF_SCOPE -> e; // of no place
      default -> e.under(new Circumstances(text, place.region(), attempts, elapsed));
    };
  }

  private static String time(int attempts, Duration taken) {
    String seconds = String.format(Locale.ROOT, "%.2f s", taken.toMillis() / 1000.0);
    return switch (attempts) {
      case 0 -> "after " + seconds;
      case 1 -> "1 attempt in " + seconds;
      default -> attempts + " attempts in " + seconds;
    };
  }

  /** Zero if nobody knows. */
  private static int attempts(@Nullable Throwable cause) {
    int counted = Retries.takeAttempts();
    int told = Told.ARE_TOLD && cause instanceof SdkException sdk ? Told.of(sdk) : 0;
    return told > 0 ? told : counted;
  }

  /** Apart, since the SDK does not tell them until 2.30. */
  private static final class Told {
    static final boolean ARE_TOLD =
        Arrays.stream(SdkException.class.getMethods())
            .anyMatch(method -> method.getName().equals("numAttempts"));

    static int of(SdkException e) {
      Integer attempts = e.numAttempts();
      return attempts == null ? 0 : attempts;
    }
  }
}
