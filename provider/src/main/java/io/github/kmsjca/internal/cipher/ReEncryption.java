package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.call.ReEncrypt;
import io.github.kmsjca.spec.KmsFailure;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import javax.crypto.BadPaddingException;
import javax.crypto.IllegalBlockSizeException;

/**
 * Moves bare ciphertexts from one key to another inside KMS. What can be refused without asking KMS
 * is refused here. Immutable.
 */
public final class ReEncryption {
  private final BareCiphertexts source;
  private final ReEncrypt.Side from;
  private final BareCiphertexts destination;
  private final ReEncrypt.Side to;

  private ReEncryption(BareCiphertexts source, BareCiphertexts destination, KeyUse both) {
    this.source = source;
    this.from = source.side(both);
    this.destination = destination;
    this.to = destination.side(destination.use());
  }

  /**
   * Offline.
   *
   * @throws InvalidKeyException if there is no one call for both keys
   */
  public static ReEncryption between(BareCiphertexts source, BareCiphertexts destination)
      throws InvalidKeyException {
    KeyHandle from = source.key();
    KeyHandle to = destination.key();
    if (from.gateway() != to.gateway()) {
      throw new InvalidKeyException(
          from.arn()
              + " is a key of the provider instance '"
              + from.providerName()
              + "', and "
              + to.arn()
              + " of another, '"
              + to.providerName()
              + "': get both from one");
    }
    if (!from.keyArn().region().equals(to.keyArn().region())) {
      throw new InvalidKeyException(
          "ReEncrypt is one call in one Region, and "
              + from.arn()
              + " and "
              + to.arn()
              + " are in two: decrypt with the one and encrypt with the other, or take a replica of"
              + " a multi-Region key");
    }
    return new ReEncryption(source, destination, both(source, destination));
  }

  private static KeyUse both(BareCiphertexts source, BareCiphertexts destination)
      throws InvalidKeyException {
    try {
      return source.use().and(destination.use());
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyException("both keys together: " + e.getMessage(), e);
    }
  }

  /** One call. */
  public byte[] reEncrypt(byte[] ciphertext) throws IllegalBlockSizeException, BadPaddingException {
    byte[] own = ciphertext.clone(); // what is looked at is what is sent
    source.require(own);
    try {
      return source.key().gateway().perform(ReEncrypt.of(from, own, to));
    } catch (KmsCallException e) {
      if (e.failure() == KmsFailure.REFUSED
          && destination.mostPlaintext() < source.mostPlaintext()) {
        throw new ProviderException(
            e.getMessage()
                + " Is the plaintext too long? The destination takes at most "
                + destination.mostPlaintext()
                + " bytes.",
            e);
      }
      throw source.wrong(e);
    }
  }

  @Override
  public String toString() {
    return "ReEncrypt of " + from.key().arn() + " to " + to.key().arn();
  }
}
