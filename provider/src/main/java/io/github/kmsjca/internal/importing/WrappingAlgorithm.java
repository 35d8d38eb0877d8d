package io.github.kmsjca.internal.importing;

import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import java.security.DrbgParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.SecureRandomParameters;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/**
 * How key material is wrapped for KMS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-get-public-key-and-token.html">Wrapping
 *     algorithms</a>
 */
enum WrappingAlgorithm {
  /** What fits into one RSA block: all but RSA keys. */
  RSAES_OAEP_SHA_256 {
    @Override
    byte[] wrap(PublicKey wrappingKey, byte[] material) throws GeneralSecurityException {
      return oaep(wrappingKey, material);
    }
  },
  /** An AES key in one RSA block, and under it the material by RFC 5649. */
  RSA_AES_KEY_WRAP_SHA_256 {
    @Override
    byte[] wrap(PublicKey wrappingKey, byte[] material) throws GeneralSecurityException {
      byte[] aes = new byte[AES_BYTES];
      try {
        // By name: neither ours nor anybody's who stands first.
        SecureRandom.getInstance("DRBG", STRENGTH, "SUN").nextBytes(aes);
        byte[] first = oaep(wrappingKey, aes);
        Cipher kwp = Cipher.getInstance("AES/KWP/NoPadding");
        kwp.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(aes, "AES"));
        byte[] second = kwp.doFinal(material);
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
      } finally {
        Arrays.fill(aes, (byte) 0);
      }
    }
  };

  private static final int AES_BYTES = 32;
  private static final int WRAPPING_KEY_BITS = 4096;

  /** The platform's own default is half of it. */
  private static final SecureRandomParameters STRENGTH =
      DrbgParameters.instantiation(256, DrbgParameters.Capability.RESEED_ONLY, null);

  static WrappingAlgorithm of(KeySpec spec) {
    return spec.family() == KeyFamily.RSA ? RSA_AES_KEY_WRAP_SHA_256 : RSAES_OAEP_SHA_256;
  }

  abstract byte[] wrap(PublicKey wrappingKey, byte[] material) throws GeneralSecurityException;

  /**
   * Wraps.
   *
   * @param wrappingKey a DER SubjectPublicKeyInfo
   */
  byte[] wrap(byte[] wrappingKey, byte[] material) throws GeneralSecurityException {
    PublicKey key =
        KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(wrappingKey));
    if (!(key instanceof RSAKey rsa) || rsa.getModulus().bitLength() != WRAPPING_KEY_BITS) {
      throw new InvalidKeyException(
          "KMS was asked for a wrapping key of "
              + WRAPPING_KEY_BITS
              + " bits, and this is another");
    }
    return wrap(key, material);
  }

  private static byte[] oaep(PublicKey wrappingKey, byte[] material)
      throws GeneralSecurityException {
    Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPPadding");
    oaep.init(
        Cipher.ENCRYPT_MODE,
        wrappingKey,
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    return oaep.doFinal(material);
  }
}
