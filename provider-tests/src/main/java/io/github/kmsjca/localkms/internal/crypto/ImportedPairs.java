package io.github.kmsjca.localkms.internal.crypto;

import io.github.kmsjca.localkms.internal.model.KeySpec;
import java.io.IOException;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** Key pairs of which only the private half is given, as in an import or a seed. */
final class ImportedPairs {
  private static final int CERTAINTY = 64;

  private ImportedPairs() {}

  /**
   * Both halves of a key pair. The curve is of that spec; what else makes a key one of it, whoever
   * takes the pair finds out.
   *
   * @param pkcs8 the private key; an RSA key must hold its primes
   */
  static KeyPair of(KeySpec spec, byte[] pkcs8) throws InvalidKeyException {
    try {
      AsymmetricKeyParameter key = PrivateKeyFactory.createKey(pkcs8);
      return new KeyPair(new CastleKeys.Public(publicOf(spec, key)), new CastleKeys.Private(key));
    } catch (IOException | RuntimeException e) {
      throw new InvalidKeyException("That is no private key", e);
    }
  }

  private static AsymmetricKeyParameter publicOf(KeySpec spec, AsymmetricKeyParameter key)
      throws InvalidKeyException {
    if (key instanceof RSAPrivateCrtKeyParameters rsa) {
      check(rsa);
      return new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent());
    }
    if (key instanceof ECPrivateKeyParameters curve && CastleKeys.isOn(spec, curve)) {
      ECDomainParameters domain = curve.getParameters();
      return new ECPublicKeyParameters(
          new FixedPointCombMultiplier().multiply(domain.getG(), curve.getD()), domain);
    }
    if (key instanceof Ed25519PrivateKeyParameters edwards) {
      return edwards.generatePublicKey();
    }
    if (key instanceof MLDSAPrivateKeyParameters mlDsa) {
      return mlDsa.getPublicKeyParameters();
    }
    if (key instanceof MLKEMPrivateKeyParameters mlKem) {
      return mlKem.getPublicKeyParameters();
    }
    throw new InvalidKeyException("It is not one of " + spec);
  }

  /** Whoever makes a key by hand may get its parts wrong, and would find out only when using it. */
  private static void check(RSAPrivateCrtKeyParameters key) throws InvalidKeyException {
    BigInteger p = key.getP();
    BigInteger q = key.getQ();
    boolean fits =
        p.multiply(q).equals(key.getModulus())
            && !p.equals(q)
            && fits(key, p, key.getDP())
            && fits(key, q, key.getDQ())
            && key.getQInv().equals(q.modInverse(p));
    if (!fits) {
      throw new InvalidKeyException("The parts of the RSA key do not fit together");
    }
  }

  private static boolean fits(
      RSAPrivateCrtKeyParameters key, BigInteger prime, BigInteger exponent) {
    BigInteger order = prime.subtract(BigInteger.ONE);
    return prime.isProbablePrime(CERTAINTY)
        && key.getExponent().mod(order).equals(exponent)
        && exponent.multiply(key.getPublicExponent()).mod(order).equals(BigInteger.ONE);
  }
}
