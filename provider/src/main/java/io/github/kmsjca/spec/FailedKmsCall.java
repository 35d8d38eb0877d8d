package io.github.kmsjca.spec;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/**
 * The call of KMS that failed, or was refused before it was made, as the cause of what a JCA class
 * has thrown. Immutable, and so thread-safe.
 *
 * <pre>{@code
 * try {
 *   return signature.sign();
 * } catch (SignatureException e) {
 *   boolean mayPass = FailedKmsCall.in(e).map(FailedKmsCall::isTransient).orElse(false);
 *   throw mayPass ? new TryLaterException(e) : e;
 * }
 * }</pre>
 *
 * <p>What {@linkplain KmsFailure#isTransient may pass} was retried already, with growing pauses, as
 * far as {@code maxAttempts=} and {@code callTimeout=} permit. Who tries again should let at least
 * a second pass, more each time, and give up at some time.
 */
public interface FailedKmsCall {
  /**
   * The failed call among an exception and its causes, however deep: below an {@code SSLException},
   * say.
   *
   * @param thrown what was caught
   * @return the outermost; empty if no call of KMS has failed
   */
  static Optional<FailedKmsCall> in(Throwable thrown) {
    // Nothing forbids a circle of causes.
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
      if (cause instanceof FailedKmsCall found) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /**
   * What went wrong.
   *
   * @return a row of the failure table
   */
  KmsFailure failure();

  /**
   * Whether the same call may succeed later.
   *
   * @return as {@link KmsFailure#isTransient} of {@link #failure}
   */
  default boolean isTransient() {
    return failure().isTransient();
  }

  /**
   * The operation of KMS.
   *
   * @return such as {@code Sign}
   */
  String operation();

  /**
   * The key as the call named it, which may be by an alias, such as {@code alias/web}.
   *
   * @return the first of two keys; empty if the call is about none
   */
  Optional<String> keyId();

  /**
   * The ARN of the key.
   *
   * @return empty if the call is about no key, or named it otherwise: {@link #keyId} then tells how
   */
  Optional<String> keyArn();

  /**
   * The AWS Region.
   *
   * @return its id; empty if it is not known
   */
  Optional<String> region();

  /**
   * The id by which AWS Support and CloudTrail find the last attempt.
   *
   * @return empty if KMS did not answer
   */
  Optional<String> requestId();

  /**
   * How often the call was tried.
   *
   * @return 0 if it was refused before it was made, or nobody has counted
   */
  int attempts();

  /**
   * How long it took, with all attempts, the pauses between them and the wait for its turn.
   *
   * @return zero if it was refused before it was made
   */
  Duration elapsed();
}
