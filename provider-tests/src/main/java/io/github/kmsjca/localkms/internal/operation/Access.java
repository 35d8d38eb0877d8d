package io.github.kmsjca.localkms.internal.operation;

import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.policy.Principal;
import io.github.kmsjca.localkms.internal.state.KmsKey;

/**
 * The one door to what needs permission. The dispatcher asks for the keys that the input names, the
 * operations for those that they find themselves.
 */
public interface Access {

  /** Who calls. */
  Principal principal();

  /**
   * Lets the caller do that with the key.
   *
   * @param action such as {@code kms:Decrypt}
   * @throws KmsFailure if it may not
   */
  void authorize(String action, KmsKey key);

  /**
   * Lets the caller do that with what is no key.
   *
   * @param resource the ARN of an alias, or {@code *} for the account as such
   * @throws KmsFailure if it may not
   */
  void authorize(String action, String resource);

  /** Whether the policies alone, without any grant, let the caller do that with the key. */
  boolean policiesAllow(String action, KmsKey key);
}
