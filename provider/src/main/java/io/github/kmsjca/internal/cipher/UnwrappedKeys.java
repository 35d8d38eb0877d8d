package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.key.PrivateKeys;
import io.github.kmsjca.internal.kms.ClassPathFailure;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** Keys of other providers, made from their encodings. */
final class UnwrappedKeys {
  private UnwrappedKeys() {}

  /**
   * Makes the key; the encoding stays the caller's, to be wiped.
   *
   * @param type one of the three of {@link Cipher}
   * @throws InvalidKeyException if it is not the encoding of such a key
   * @throws NoSuchAlgorithmException if no provider has keys of that algorithm
   */
  static Key decode(byte[] encoded, String algorithm, int type)
      throws InvalidKeyException, NoSuchAlgorithmException {
    try {
      return switch (type) {
        case Cipher.SECRET_KEY -> new SecretKeySpec(encoded, algorithm);
        case Cipher.PRIVATE_KEY -> PrivateKeys.decode(encoded, algorithm);
        case Cipher.PUBLIC_KEY ->
            KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
        default -> throw new NoSuchAlgorithmException("there is no key type " + type);
      };
    } catch (InvalidKeySpecException | InvalidKeyException | IllegalArgumentException e) {
      throw new InvalidKeyException("what was unwrapped is not a key of " + algorithm, e);
    } catch (LinkageError e) {
      throw new InvalidKeyException(ClassPathFailure.text(e), e);
    }
  }
}
