package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.lifecycle.Lifecycle;

/**
 * The door to KMS: all that the rest of this library asks of it goes through here. Every call
 * blocks for at most the configured call timeout, or, if KMS does not yet know what was made here a
 * moment ago, for at most a minute; is refused if its keys are out of scope; and is answered about
 * the keys that were asked for, or fails. Thread-safe.
 */
public interface KmsGateway {
  /** That of the provider instance, with which all calls end. */
  Lifecycle lifecycle();

  /** Makes a call, retries included. */
  <R> R perform(KmsCall<?, R> call) throws KmsCallException;

  /**
   * Makes a call as a dry run: KMS checks it and does not perform it. Returns if it would succeed.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/developerguide/testing-permissions.html">Testing
   *     your permissions</a>
   */
  void rehearse(KmsCall<?, ?> call) throws KmsCallException;
}
