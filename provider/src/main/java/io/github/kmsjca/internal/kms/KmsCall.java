package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.kms.client.SdkRequirement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * One call of a KMS operation, as a value: what it sends, which keys it uses, what it takes from
 * the answer, and what of the answer is secret. What is the same for all calls is the gateway's.
 *
 * <p>Engines make calls, also where there is no AWS SDK or one that is too old, and the gateway is
 * to explain that. So a call's class must link without the SDK: its methods may name the SDK's
 * types, but not use one as another, nor catch one.
 *
 * @param <S> the SDK's response; not bounded by a type of the SDK, which would have to be loaded
 * @param <R> what the caller gets
 */
public interface KmsCall<S, R> {
  /**
   * What the gateway decides of a call.
   *
   * @param kms the client of the Region that is called
   * @param keyId of the first of the call's keys, in that Region; empty if it has none
   * @param dryRun true of a dry run; {@code null}, as in a request that has no such member, if not
   */
  record Target(KmsClient kms, String keyId, @Nullable Boolean dryRun) {}

  /** KMS's own name of the operation. */
  String operation();

  /** The AWS SDK that it takes. */
  default SdkRequirement requirement() {
    return SdkRequirement.ANY_CALL;
  }

  /** The keys that it uses, all of which have to be in scope. */
  default List<KeyName> keys() {
    return List.of();
  }

  /** The Region that is to be called; empty for the default one. */
  default Optional<String> region() {
    return keys().isEmpty() ? Optional.empty() : keys().get(0).region();
  }

  /**
   * True if a replica of its multi-Region key does as well, or any Region if it has no key. Nothing
   * that is to change a key does.
   */
  default boolean mayGoElsewhere() {
    return false;
  }

  /** The alias that its key gets, which has to be in scope as well. */
  default @Nullable KeyName alias() {
    return null;
  }

  /** True if it makes a key, which is in scope from then on. */
  default boolean makesKey() {
    return false;
  }

  /** True if it brings its key the material that was made elsewhere. */
  default boolean bringsMaterial() {
    return false;
  }

  /**
   * True of a call that administers. KMS permits few of them in a second, so one that it throttled,
   * and so did not perform, is repeated as long as a call may take.
   */
  default boolean outlastsThrottling() {
    return false;
  }

  /** What a symmetric key is used for; {@code null} if that is nothing to be restricted. */
  default @Nullable Purpose purpose() {
    return null;
  }

  /** Sends the request, and reads the answer. */
  S send(Target to);

  /**
   * The KeyIds in the answer, in the order of {@link #keys}, or the new key's ARN; empty if this
   * operation answers none.
   */
  default List<@Nullable String> answeredKeyIds(S response) {
    return List.of();
  }

  /** What the caller gets of an answer that is about the right keys. Copies what is wiped. */
  R result(S response, ResponseChecks checks) throws KmsCallException;

  /** What a failure means: the result if it is an answer as well, or the failure to be thrown. */
  default R failed(KmsCallException failure) throws KmsCallException {
    throw failure;
  }

  /** True of a failure that is an answer as well, and so none that anybody is to be told of. */
  default boolean isAnswer(KmsCallException failure) {
    return false;
  }

  /**
   * Wipes the secrets that the response holds, whatever came of it. What the SDK and its HTTP
   * client made before is out of reach.
   */
  default void wipe(S response) {}
}
