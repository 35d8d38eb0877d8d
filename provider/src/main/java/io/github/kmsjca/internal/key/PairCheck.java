package io.github.kmsjca.internal.key;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * Whether a public key is that of a private key. What stands between this machine and KMS could
 * else put in a public key of its own, and read what is then encrypted for it.
 */
public final class PairCheck {
  private PairCheck() {}

  /** True if they belong together; both in DER. */
  public static boolean isPair(byte[] privateKey, byte[] publicKey) throws IOException {
    AsymmetricKeyParameter own = PrivateKeyFactory.createKey(privateKey);
    AsymmetricKeyParameter other = PublicKeyFactory.createKey(publicKey);
    if (own instanceof RSAPrivateCrtKeyParameters a && other instanceof RSAKeyParameters b) {
      return a.getModulus().equals(b.getModulus())
          && a.getPublicExponent().equals(b.getExponent())
          && undoes(a);
    }
    if (own instanceof ECPrivateKeyParameters a && other instanceof ECPublicKeyParameters b) {
      return a.getParameters().equals(b.getParameters())
          && a.getParameters().getG().multiply(a.getD()).normalize().equals(b.getQ().normalize());
    }
    if (own instanceof Ed25519PrivateKeyParameters a
        && other instanceof Ed25519PublicKeyParameters b) {
      return Arrays.equals(a.generatePublicKey().getEncoded(), b.getEncoded());
    }
    return own instanceof MLKEMPrivateKeyParameters a
        && other instanceof MLKEMPublicKeyParameters b
        && Arrays.equals(a.getPublicKey(), b.getEncoded());
  }

  /** A modulus and exponent that are only claimed would decrypt nothing. */
  private static boolean undoes(RSAPrivateCrtKeyParameters key) {
    BigInteger probe = BigInteger.TWO;
    return probe
        .modPow(key.getPublicExponent(), key.getModulus())
        .modPow(key.getExponent(), key.getModulus())
        .equals(probe);
  }
}
