package io.github.kmsjca.internal.kms;

import io.github.kmsjca.spec.KmsFailure;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks that an answer of KMS is whole, and about the key that was asked for. */
public final class ResponseChecks {
  /** As the SDK and we say it. */
  private static final String NO_REQUEST_ID = "unknown";

  private final String operation;
  private final String keys;
  private final String requestId;
  private @Nullable KeyArn answered;

  /**
   * Checks of one answer.
   *
   * @param keys that were asked for, for messages
   */
  ResponseChecks(String operation, String keys, String requestId) {
    this.operation = operation;
    this.keys = keys;
    this.requestId = requestId;
  }

  /**
   * What stands in the answer must be what was asked for: an ARN exactly, a name as far as it
   * tells.
   */
  KeyArn requireKey(KeyName asked, @Nullable String keyId) throws KmsCallException {
    KeyArn key = answeredKey(asked, keyId);
    if (answered == null) {
      answered = key;
    }
    return key;
  }

  private KeyArn answeredKey(KeyName asked, @Nullable String keyId) throws KmsCallException {
    Optional<KeyArn> askedArn = asked.keyArn();
    if (askedArn.isPresent() && asked.keyId().equals(keyId)) {
      return askedArn.get();
    }
    if (keyId == null && NO_REQUEST_ID.equalsIgnoreCase(requestId)) {
      // An empty page, say: nothing in it is of KMS.
      throw new KmsCallException(
          KmsFailure.NOT_KMS, operation, asked.keyId(), told("it has no KeyId"), null);
    }
    KeyArn key;
    try {
      key = KeyArn.parse(String.valueOf(keyId));
    } catch (IllegalArgumentException e) {
      throw failure(KmsFailure.WRONG_KEY, asked.keyId(), told(e.getMessage()), e);
    }
    boolean same =
        asked.isAlias()
            ? asked.region().map(key.region()::equals).orElse(true)
                && asked.account().map(key.account()::equals).orElse(true)
            : asked.keyId().equals(key.keyId());
    if (!same) {
      throw failure(KmsFailure.WRONG_KEY, asked.keyId(), told("it answered for " + key), null);
    }
    return key;
  }

  /** The ARN of a key that was made just now. */
  KeyArn requireNewKey(@Nullable String arn) throws KmsCallException {
    try {
      KeyArn made = KeyArn.parse(arn == null ? "" : arn);
      answered = made;
      return made;
    } catch (IllegalArgumentException e) {
      throw failure(KmsFailure.INCOMPLETE_ANSWER, keys, told(e.getMessage()), e);
    }
  }

  /** The key that the answer is about: the first one, if the call has two. */
  public KeyArn key() {
    return Objects.requireNonNull(answered);
  }

  /** A member that the answer must have. */
  public <T> T required(String member, @Nullable T value) throws KmsCallException {
    if (value == null) {
      throw failure(KmsFailure.INCOMPLETE_ANSWER, "it has no " + member);
    }
    return value;
  }

  /** An answer that cannot be right. */
  public KmsCallException incomplete(String detail) {
    return failure(KmsFailure.INCOMPLETE_ANSWER, told(detail));
  }

  /** An answer that is right, and of no use here. */
  public KmsCallException unusable(KmsFailure failure, String detail) {
    return failure(failure, told(detail));
  }

  private String told(@Nullable String detail) {
    return detail + ", request id " + requestId;
  }

  private KmsCallException failure(KmsFailure failure, String detail) {
    String key = answered != null && keys.isEmpty() ? answered.toString() : keys;
    return failure(failure, key, detail, null);
  }

  private KmsCallException failure(
      KmsFailure failure, String key, String detail, @Nullable Throwable cause) {
    return new KmsCallException(failure, operation, key, detail, cause)
        .answered(NO_REQUEST_ID.equalsIgnoreCase(requestId) ? null : requestId);
  }
}
