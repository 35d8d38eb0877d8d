package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.http.Interference;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.WireError;
import java.time.Duration;

/**
 * What goes wrong with one call; see {@link Faults}. Faults strike after the signature has been
 * checked, so a call with bad credentials uses none up. Immutable.
 */
public final class Fault {
  private final Interference interference;

  private Fault(Interference interference) {
    this.interference = interference;
  }

  /**
   * The account has called too often: {@code ThrottlingException}, HTTP 400. Clients retry it.
   *
   * @return the fault
   */
  public static Fault throttle() {
    return refuse(
        ErrorType.THROTTLING.with(
            "You have exceeded the rate at which you may call KMS."
                + " Reduce the frequency of your calls."));
  }

  /**
   * The caller lacks the permission: {@code AccessDeniedException}, HTTP 400.
   *
   * @return the fault
   */
  public static Fault accessDenied() {
    return refuse(
        ErrorType.ACCESS_DENIED.with(
            "User is not authorized to perform this operation because no identity-based policy"
                + " allows the action"));
  }

  /**
   * KMS itself fails: {@code KMSInternalException}, HTTP 500. Clients retry it.
   *
   * @return the fault
   */
  public static Fault internalError() {
    return refuse(ErrorType.INTERNAL.with("An internal error occurred."));
  }

  /**
   * The key is out of reach for now: {@code KeyUnavailableException}, HTTP 500.
   *
   * @return the fault
   */
  public static Fault keyUnavailable() {
    return refuse(ErrorType.KEY_UNAVAILABLE.with("The key is not available. Try again later."));
  }

  /**
   * Any other error.
   *
   * @param status the HTTP status, 400 to 599
   * @param type the wire name, such as {@code DependencyTimeoutException}
   * @param message the text
   * @return the fault
   * @throws IllegalArgumentException if the status is none of an error
   */
  public static Fault error(int status, String type, String message) {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("An HTTP status of an error is 400 to 599, not " + status);
    }
    return refuse(new WireError(status, type, message));
  }

  /**
   * The call is performed, and its answer comes later by that much.
   *
   * @param duration by how much, not negative
   * @return the fault
   * @throws IllegalArgumentException if the duration is negative
   */
  public static Fault delay(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("A delay is not negative: " + duration);
    }
    return new Fault(new Interference.Delay(duration));
  }

  /**
   * The call is not performed, and the connection closes without an answer.
   *
   * @return the fault
   */
  public static Fault dropConnection() {
    return new Fault(new Interference.Drop());
  }

  /**
   * The call is performed, but its answer names another key, as if somebody had swapped it. Without
   * effect on answers that have no {@code KeyId} of their own.
   *
   * @param arn what the answer names
   * @return the fault
   */
  public static Fault wrongKeyId(String arn) {
    return new Fault(new Interference.OtherKeyId(arn));
  }

  /**
   * Nothing goes wrong: lets one call through, between others that fail.
   *
   * @return no fault
   */
  public static Fault pass() {
    return new Fault(new Interference.Pass());
  }

  Interference interference() {
    return interference;
  }

  private static Fault refuse(WireError error) {
    return new Fault(new Interference.Refuse(error));
  }
}
