package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Public keys as the platform's own objects, so that every library can use them. */
public final class PublicKeys {
  private PublicKeys() {}

  /**
   * Decodes what GetPublicKey returned.
   *
   * @throws InvalidKeyException if it is not a key of that spec
   */
  static PublicKey decode(KeySpec spec, X509EncodedKeySpec encoded) throws InvalidKeyException {
    try {
      PublicKey key = keyFactory(spec.family()).generatePublic(encoded);
      if (bits(key) != spec.bits()) {
        throw new InvalidKeyException("the public key is not of spec " + spec);
      }
      return key;
    } catch (InvalidKeySpecException e) {
      throw new InvalidKeyException("the public key is not of spec " + spec, e);
    }
  }

  /** True if both are one key, whatever their encodings say of its use (RSA or RSASSA-PSS). */
  public static boolean same(PublicKey one, PublicKey other) {
    if (one instanceof RSAPublicKey a && other instanceof RSAPublicKey b) {
      return a.getModulus().equals(b.getModulus())
          && a.getPublicExponent().equals(b.getPublicExponent());
    }
    return Arrays.equals(one.getEncoded(), other.getEncoded());
  }

  /** SHA-256 of the encoded key, in hexadecimal: how people compare two keys. */
  public static String fingerprint(PublicKey key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return "SHA-256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** By name first: with Bouncy Castle in front, its keys have algorithm names that JSSE lacks. */
  private static KeyFactory keyFactory(KeyFamily family) throws InvalidKeyException {
    try {
      return KeyFactory.getInstance(family.jcaName(), family.platformProvider());
    } catch (NoSuchAlgorithmException | NoSuchProviderException absent) {
      try {
        return KeyFactory.getInstance(family.jcaName());
      } catch (NoSuchAlgorithmException e) {
        throw new InvalidKeyException("no provider has " + family.jcaName() + " keys", e);
      }
    }
  }

  private static int bits(PublicKey key) {
    if (key instanceof RSAKey rsa) {
      return rsa.getModulus().bitLength();
    }
    if (key instanceof ECKey ec) {
      return ec.getParams().getCurve().getField().getFieldSize();
    }
    return key instanceof EdECKey ed && ed.getParams().getName().equals("Ed25519") ? 255 : 0;
  }
}
