package io.github.kmsjca.internal.kem;

import io.github.kmsjca.internal.algorithm.KemAlgorithm;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.call.Decapsulate;
import io.github.kmsjca.spec.KmsFailure;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Has KMS decapsulate, one call each. What is wrong with the encapsulation is a {@code
 * DecapsulateException}; that KMS could not be asked, or refused the call, says nothing about it
 * and is a ProviderException. Thread-safe.
 *
 * <p>Only a wrong length is ever found wrong. Of any other wrong encapsulation ML-KEM makes a
 * secret that nobody else has (implicit rejection), so the first use of the secret tells.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Decapsulate.html">Decapsulate</a>
 * @see <a href="https://doi.org/10.6028/NIST.FIPS.203">FIPS 203, algorithm 18</a>
 */
final class Decapsulator extends Party {
  private final KemAlgorithm row;
  private final PrivateKeyHandle key;

  Decapsulator(KemAlgorithm row, PrivateKeyHandle key) {
    super(key.spec());
    this.row = row;
    this.key = key;
  }

  @Override
  Object exchange(@Nullable Object[] arguments) throws GeneralSecurityException {
    // What is looked at is what is sent: of other bytes KMS makes a secret as well.
    byte[] encapsulation =
        ((byte[]) Objects.requireNonNull(arguments[0], "there is no encapsulation")).clone();
    Part part = part(arguments);
    if (encapsulation.length != encapsulationLength()) {
      throw KemTypes.refusal(
          "an encapsulation for "
              + key.arn()
              + " has "
              + encapsulationLength()
              + " bytes, and this one "
              + encapsulation.length,
          null);
    }
    return part.of(secret(encapsulation));
  }

  private byte[] secret(byte[] encapsulation) throws GeneralSecurityException {
    byte[] secret;
    try {
      secret = key.gateway().perform(new Decapsulate(key.use(), row.wireName(), encapsulation));
    } catch (KmsCallException e) {
      if (e.failure() == KmsFailure.INVALID_CIPHERTEXT) {
        throw KemTypes.refusal(String.valueOf(e.getMessage()), e);
      }
      throw new ProviderException(e.getMessage(), e);
    }
    if (secret.length != KemAlgorithm.SECRET_LENGTH) {
      Arrays.fill(secret, (byte) 0);
      throw new ProviderException(
          "KMS Decapsulate with key "
              + key.arn()
              + " answered with "
              + secret.length
              + " bytes, not "
              + KemAlgorithm.SECRET_LENGTH);
    }
    return secret;
  }
}
