package io.github.kmsjca.internal.key;

import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jcajce.provider.asymmetric.ec.KeyFactorySpi;
import org.bouncycastle.jcajce.provider.asymmetric.mlkem.MLKEMKeyFactorySpi;

/** Private keys that left KMS wrapped, as the platform's own objects where it has such. */
public final class PrivateKeys {
  private PrivateKeys() {}

  /**
   * Decodes a key of whatever provider has it, or else by Bouncy Castle's classes: no platform has
   * secp256k1 and the SM2 curve any more, and not each has ML-KEM.
   *
   * @param encoded PKCS #8; the caller's, to be wiped
   * @throws InvalidKeyException if it is not the encoding of such a key
   * @throws NoSuchAlgorithmException if nobody has keys of that algorithm
   */
  public static PrivateKey decode(byte[] encoded, String algorithm)
      throws InvalidKeyException, NoSuchAlgorithmException {
    NoSuchAlgorithmException absent = null;
    InvalidKeyException wrong = new InvalidKeyException("not a key of " + algorithm);
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (NoSuchAlgorithmException e) {
      absent = e;
    } catch (InvalidKeySpecException e) {
      wrong.initCause(e);
    }
    byte[] copy = encoded.clone();
    try {
      if (algorithm.equals("EC") || algorithm.startsWith("ML-KEM")) {
        return BouncyCastleKeys.decode(copy, algorithm);
      }
    } catch (IOException | RuntimeException e) {
      wrong.addSuppressed(e);
      throw wrong;
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
    if (absent != null) {
      throw absent;
    }
    throw wrong;
  }

  /** Apart, so that its classes are loaded for what the platform lacks only. */
  private static final class BouncyCastleKeys {
    static PrivateKey decode(byte[] encoded, String algorithm) throws IOException {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(encoded);
      return algorithm.equals("EC")
          ? new KeyFactorySpi.EC().generatePrivate(info)
          : new MLKEMKeyFactorySpi().generatePrivate(info);
    }
  }
}
