package io.github.kmsjca.localkms.internal.crypto;

import io.github.kmsjca.localkms.internal.model.WrappingAlgorithm;
import io.github.kmsjca.localkms.internal.state.Material;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Takes key material out of what it came in: RSAES-OAEP of the material itself, or of an AES key of
 * 256 bits followed by the material under that key, wrapped with padding.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5649">RFC 5649</a>
 */
public final class KeyWrapping {
  private static final int AES_KEY_BYTES = 32;

  /** Two blocks of eight bytes: the integrity check, and one with padding. */
  private static final int LEAST_WRAPPED_BYTES = 16;

  private final SecureRandom random;

  /** Unwraps with this randomness, by which RSA is blinded. */
  public KeyWrapping(Randomness randomness) {
    this.random = randomness.generator();
  }

  /** The material; empty if it has not been wrapped with that algorithm and for that key. */
  public Optional<byte[]> unwrap(
      WrappingAlgorithm algorithm, Material.Pair wrappingKeys, byte[] wrapped) {
    try {
      return Optional.of(
          switch (algorithm.scheme()) {
            case DIRECT -> RsaOaep.decrypt(algorithm.encryption(), wrappingKeys, random, wrapped);
            case WITH_AES -> unwrapWithAes(algorithm, wrappingKeys, wrapped);
            case UNSUPPORTED -> throw new IllegalArgumentException(algorithm + " is not supported");
          });
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private byte[] unwrapWithAes(
      WrappingAlgorithm algorithm, Material.Pair wrappingKeys, byte[] wrapped)
      throws GeneralSecurityException {
    int split = ((RSAKey) wrappingKeys.publicKey()).getModulus().bitLength() / Byte.SIZE;
    if (wrapped.length < split + LEAST_WRAPPED_BYTES) {
      throw new GeneralSecurityException("There are only " + wrapped.length + " bytes");
    }
    byte[] encryptedKey = Arrays.copyOf(wrapped, split);
    byte[] key = RsaOaep.decrypt(algorithm.encryption(), wrappingKeys, random, encryptedKey);
    try {
      if (key.length != AES_KEY_BYTES) {
        throw new GeneralSecurityException("The AES key has " + key.length + " bytes");
      }
      Cipher cipher = Cipher.getInstance("AES_256/KWP/NoPadding", "SunJCE");
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
      return cipher.doFinal(wrapped, split, wrapped.length - split);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
