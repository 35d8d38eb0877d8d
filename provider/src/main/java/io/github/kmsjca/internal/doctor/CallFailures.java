package io.github.kmsjca.internal.doctor;

import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.Printable;
import io.github.kmsjca.spec.KmsFailure;
import java.util.EnumSet;
import java.util.Set;

/** What a failed KMS call means for the report. */
final class CallFailures {
  /** The next key would meet the same. */
  private static final Set<KmsFailure> OF_ALL_KEYS =
      EnumSet.of(
          KmsFailure.CREDENTIALS,
          KmsFailure.NO_CREDENTIALS,
          KmsFailure.NO_REGION,
          KmsFailure.TIMED_OUT,
          KmsFailure.UNREACHABLE,
          KmsFailure.UNTRUSTED,
          KmsFailure.NOT_KMS,
          KmsFailure.INTERRUPTED);

  /** A program is not told what may repeat its own words; a person at the machine may read it. */
  private static final Set<KmsFailure> CAUSE_TELLS_MORE =
      EnumSet.of(KmsFailure.REFUSED, KmsFailure.UNEXPECTED);

  private CallFailures() {}

  static boolean isOfAllKeys(KmsFailure failure) {
    return OF_ALL_KEYS.contains(failure);
  }

  /** The message that a program gets, and what lies beneath it if that helps. */
  static String text(KmsCallException e) {
    String message = String.valueOf(e.getMessage());
    Throwable root = e;
    // A bound, since nothing forbids a circle of causes.
    for (int depth = 0; depth < 20 && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    return root != e && CAUSE_TELLS_MORE.contains(e.failure())
        ? message
            + "\n"
            + root.getClass().getSimpleName()
            + ": "
            + Printable.of("" + root.getMessage())
        : message;
  }
}
