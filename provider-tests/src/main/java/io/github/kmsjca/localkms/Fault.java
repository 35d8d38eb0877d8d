package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.http.Alteration;
import io.github.kmsjca.localkms.internal.http.Delivery;
import io.github.kmsjca.localkms.internal.http.Effect;
import io.github.kmsjca.localkms.internal.http.Interference;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.WireError;
import java.time.Duration;

/**
 * What goes wrong with one call; see {@link Faults}. Faults strike after the signature has been
 * checked, so a call with bad credentials uses none up. Each has a text form, {@link #toString},
 * that {@link #parse} reads, and by which the {@linkplain Call#fault call log} and the command line
 * name it. Immutable.
 */
public final class Fault {
  private final Interference interference;

  private Fault(String name, Effect effect) {
    this.interference = new Interference(name, effect);
  }

  /**
   * The fault of that text form: the name of one of the methods here, with its arguments behind
   * colons, such as {@code throttle}, {@code delay:200ms} or {@code
   * error:500:DependencyTimeoutException:too late}. Durations are whole numbers of {@code ms},
   * {@code s}, {@code m} or {@code h}.
   *
   * @param text the text form
   * @return the fault
   * @throws IllegalArgumentException if there is no such fault; the message lists those there are
   */
  public static Fault parse(String text) {
    return FaultKind.parse(text);
  }

  /**
   * The account has called too often: {@code ThrottlingException}, HTTP 400. Clients retry it.
   *
   * @return the fault
   */
  public static Fault throttle() {
    return refuse(
        "throttle",
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
        "accessDenied",
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
    return refuse("internalError", ErrorType.INTERNAL.with("An internal error occurred."));
  }

  /**
   * The key is out of reach for now: {@code KeyUnavailableException}, HTTP 500.
   *
   * @return the fault
   */
  public static Fault keyUnavailable() {
    return refuse(
        "keyUnavailable",
        ErrorType.KEY_UNAVAILABLE.with("The key is not available. Try again later."));
  }

  /**
   * The key cannot do this now, for a reason that only the words tell: {@code
   * KMSInvalidStateException}, HTTP 400. KMS answers so for keys that are pending deletion or
   * import, and for every failure of a custom key store.
   *
   * @param message the words
   * @return the fault
   */
  public static Fault invalidState(String message) {
    return refuse("invalidState:" + message, ErrorType.INVALID_STATE.with(message));
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
    String name = "error:" + status + ":" + type + ":" + message;
    return refuse(name, new WireError(status, type, message));
  }

  /**
   * The call does not get to KMS: a proxy, a load balancer or a captive portal answers a web page,
   * without a request id and without an error type. A 3xx points to a host that does not exist, a
   * 401 and a 407 ask for a password.
   *
   * @param status the HTTP status, 200 to 599, such as 200, 301, 403, 407, 408 or 503
   * @return the fault
   * @throws IllegalArgumentException if the status is out of range, or one that has no body
   */
  public static Fault html(int status) {
    if (status < 200 || status > 599 || status == 204 || status == 304) {
      throw new IllegalArgumentException("No HTTP status of a web page: " + status);
    }
    return new Fault("html:" + status, new Effect.Page(status));
  }

  /**
   * The call is performed, and its answer comes later by that much.
   *
   * @param duration by how much, not negative
   * @return the fault
   * @throws IllegalArgumentException if the duration is negative
   */
  public static Fault delay(Duration duration) {
    notNegative(duration);
    return new Fault("delay:" + Durations.text(duration), new Effect.Delay(duration));
  }

  /**
   * The call is performed, and its answer comes one byte at a time.
   *
   * @param perByte the pause before each byte, not negative
   * @return the fault
   * @throws IllegalArgumentException if the duration is negative
   */
  public static Fault drip(Duration perByte) {
    notNegative(perByte);
    String name = "drip:" + Durations.text(perByte);
    return new Fault(name, new Effect.Through(Delivery.drip(perByte)));
  }

  /**
   * The call is performed, and the connection closes in the middle of its answer's body.
   *
   * @return the fault
   */
  public static Fault cut() {
    return new Fault("cut", new Effect.Through(Delivery.cut()));
  }

  /**
   * The call is not performed, and the connection closes without an answer.
   *
   * @return the fault
   */
  public static Fault dropConnection() {
    return new Fault("dropConnection", new Effect.Instead(Delivery.drop()));
  }

  /**
   * The call is not performed, and the connection is reset (a TCP RST).
   *
   * @return the fault
   */
  public static Fault reset() {
    return new Fault("reset", new Effect.Instead(Delivery.reset()));
  }

  /**
   * The call is not performed and never answered; the connection stays open until the client closes
   * it.
   *
   * @return the fault
   */
  public static Fault hang() {
    return new Fault("hang", new Effect.Instead(Delivery.hang()));
  }

  /**
   * The call is not performed: the local KMS ends its half of the connection (a TCP FIN), and waits
   * for the client to end the other.
   *
   * @return the fault
   */
  public static Fault halfClose() {
    return new Fault("halfClose", new Effect.Instead(Delivery.halfClose()));
  }

  /**
   * The call is not performed; the answer is a megabyte of gzip that unpacks to a gigabyte of white
   * space.
   *
   * @return the fault
   */
  public static Fault gzipBomb() {
    return new Fault("gzipBomb", new Effect.Instead(Delivery.gzipBomb()));
  }

  /**
   * The call is performed, but its answer names a key that does not exist, in the account and
   * Region of the real one. Without effect on answers that have no {@code KeyId} of their own.
   *
   * @return the fault
   */
  public static Fault wrongKeyId() {
    return new Fault("wrongKeyId", new Effect.Alter(Alteration.otherKeyId(null)));
  }

  /**
   * The call is performed, but its answer names another key, as if somebody had swapped it. Without
   * effect on answers that have no {@code KeyId} of their own.
   *
   * @param arn what the answer names
   * @return the fault
   */
  public static Fault wrongKeyId(String arn) {
    return new Fault("wrongKeyId:" + arn, new Effect.Alter(Alteration.otherKeyId(arn)));
  }

  /**
   * The call is performed, and its answer names the key by its bare id, as in some foreign servers.
   * Without effect on answers that have no {@code KeyId} of their own.
   *
   * @return the fault
   */
  public static Fault bareKeyId() {
    return new Fault("bareKeyId", new Effect.Alter(Alteration.bareKeyId()));
  }

  /**
   * The call is performed, and the last bit of the answer's {@code Signature} or {@code Mac} is
   * flipped. Without effect on answers that have neither.
   *
   * @return the fault
   */
  public static Fault flipSignature() {
    return new Fault("flipSignature", new Effect.Alter(Alteration.flippedSignature()));
  }

  /**
   * The call is performed, and its answer, or the {@code KeyMetadata} in it, lacks a member. Some
   * servers answer GetPublicKey without {@code KeySpec}, with the older {@code
   * CustomerMasterKeySpec} only.
   *
   * @param member the member as KMS spells it, such as {@code KeySpec}
   * @return the fault
   */
  public static Fault omit(String member) {
    return new Fault("omit:" + member, new Effect.Alter(Alteration.without(member)));
  }

  /**
   * GetPublicKey of a symmetric or an HMAC key, which KMS refuses, succeeds with everything but a
   * public key, as in some foreign servers. Without effect on other keys and operations.
   *
   * @return the fault
   */
  public static Fault noPublicKey() {
    return new Fault("noPublicKey", new Effect.NoPublicKey());
  }

  /**
   * Nothing goes wrong: lets one call through, between others that fail.
   *
   * @return no fault
   */
  public static Fault pass() {
    return new Fault("", new Effect.Pass());
  }

  /** The text form, which {@link #parse} reads. */
  @Override
  public String toString() {
    return interference.name().isEmpty() ? "pass" : interference.name();
  }

  Interference interference() {
    return interference;
  }

  private static Fault refuse(String name, WireError error) {
    return new Fault(name, new Effect.Refuse(error));
  }

  private static void notNegative(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("A delay is not negative: " + duration);
    }
  }
}
