package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.kms.EncryptionTerms;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsFailure;
import io.github.kmsjca.internal.kms.ReEncryptionSide;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.util.List;
import javax.crypto.BadPaddingException;
import javax.crypto.IllegalBlockSizeException;

/**
 * Moves bare ciphertexts from one key to another inside KMS. What can be refused without asking KMS
 * is refused here. Immutable.
 */
public final class ReEncryption {
  private final BareCiphertexts source;
  private final ReEncryptionSide from;
  private final BareCiphertexts destination;
  private final ReEncryptionSide to;
  private final List<String> grantTokens;

  private ReEncryption(
      BareCiphertexts source, BareCiphertexts destination, List<String> grantTokens) {
    this.source = source;
    this.from = source.side();
    this.destination = destination;
    this.to = destination.side();
    this.grantTokens = grantTokens;
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
    return new ReEncryption(source, destination, grantTokens(source, destination));
  }

  private static List<String> grantTokens(BareCiphertexts source, BareCiphertexts destination)
      throws InvalidKeyException {
    try {
      return EncryptionTerms.tokens(source.grantTokens(), destination.grantTokens());
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyException("both keys together: " + e.getMessage(), e);
    }
  }

  /** One call. */
  public byte[] reEncrypt(byte[] ciphertext) throws IllegalBlockSizeException, BadPaddingException {
    byte[] own = ciphertext.clone(); // what is looked at is what is sent
    source.require(own);
    try {
      return source.key().gateway().reEncrypt(from, own, to, grantTokens);
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
    return "ReEncrypt of " + from.key() + " to " + to.key();
  }
}
