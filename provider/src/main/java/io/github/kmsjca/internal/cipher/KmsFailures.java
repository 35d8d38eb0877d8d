package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.spec.KmsFailure;
import java.security.ProviderException;
import javax.crypto.AEADBadTagException;
import javax.crypto.BadPaddingException;

/**
 * KMS's failures as Cipher has them. Checked exceptions say that the ciphertext is wrong, and
 * nothing else: callers take them for an answer. Whatever kept KMS from answering is unchecked.
 */
final class KmsFailures {
  private KmsFailures() {}

  /** KMS did not answer, or refused the call. */
  static ProviderException unavailable(KmsCallException failure) {
    return new ProviderException(failure.getMessage(), failure);
  }

  /**
   * For ciphers with a padding.
   *
   * @param hint a sentence that goes on from the message
   * @throws ProviderException if the failure does not say that the ciphertext is wrong
   */
  static BadPaddingException badPadding(KmsCallException failure, String hint) {
    requireWrongCiphertext(failure);
    BadPaddingException e = new BadPaddingException(failure.getMessage() + hint);
    e.initCause(failure);
    return e;
  }

  /**
   * For ciphers that authenticate.
   *
   * @throws ProviderException if the failure does not say that the ciphertext is wrong
   */
  static AEADBadTagException badTag(KmsCallException failure) {
    requireWrongCiphertext(failure);
    AEADBadTagException e = new AEADBadTagException(failure.getMessage());
    e.initCause(failure);
    return e;
  }

  private static void requireWrongCiphertext(KmsCallException failure) {
    if (failure.failure() != KmsFailure.INVALID_CIPHERTEXT) {
      throw unavailable(failure);
    }
  }
}
