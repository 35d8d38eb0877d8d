package io.github.kmsjca.localkms.internal.crypto;

import io.github.kmsjca.localkms.internal.model.EncryptionAlgorithm;
import io.github.kmsjca.localkms.internal.state.Material;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** RSAES-OAEP with an empty label and the same digest in MGF1. */
final class RsaOaep {
  private RsaOaep() {}

  static byte[] encrypt(
      EncryptionAlgorithm algorithm, Material.Pair keys, SecureRandom random, byte[] plaintext) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, algorithm, keys.publicKey(), random).doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] decrypt(
      EncryptionAlgorithm algorithm, Material.Pair keys, SecureRandom random, byte[] ciphertext)
      throws BadPaddingException {
    int bits = ((RSAKey) keys.publicKey()).getModulus().bitLength();
    if (ciphertext.length * Byte.SIZE != bits) {
      // The platform would take one without its leading zeros too.
      throw new BadPaddingException("The ciphertext is not as long as the modulus");
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, algorithm, keys.privateKey(), random).doFinal(ciphertext);
    } catch (BadPaddingException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Cipher cipher(
      int mode, EncryptionAlgorithm algorithm, Key key, SecureRandom random)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", "SunJCE");
    cipher.init(
        mode,
        key,
        new OAEPParameterSpec(
            algorithm.digest(),
            "MGF1",
            new MGF1ParameterSpec(algorithm.digest()),
            PSource.PSpecified.DEFAULT),
        random);
    return cipher;
  }
}
