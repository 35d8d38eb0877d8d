package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.kms.client.Place;
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
   * @param earlier attempts before those that ended in this failure
   * @param place where it was made
   * @param route on which it was
   */
  static KmsCallException told(
      KmsCallException e, int earlier, Duration elapsed, Place place, Route route) {
    int attempts = earlier + attempts(e, route);
    String budget =
        route.wasOutOfBudget() ? ", no retry being left after those of other calls" : "";
    return switch (e.failure()) {
      case CONFIGURATION, NO_REGION, REENTRY, OUT_OF_SCOPE -> e; // of no place
      default -> {
        String text =
            time(attempts, elapsed)
                + budget
                + (place.text().isEmpty() ? "" : ", " + place.text())
                + route.others(e);
        yield route.withOthers(
            e.under(new Circumstances(text, place.region(), attempts, elapsed)), e);
      }
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

  /** Those that ended in this failure; zero if nobody knows. */
  static int attempts(KmsCallException e, Route route) {
    return route.attempts() > 0 ? route.attempts() : attempts(e.getCause());
  }

  private static int attempts(@Nullable Throwable cause) {
    return Told.ARE_TOLD && cause instanceof SdkException sdk ? Told.of(sdk) : 0;
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
