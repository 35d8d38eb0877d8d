package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.PublicKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jcajce.provider.asymmetric.ec.KeyFactorySpi;
import org.bouncycastle.jcajce.provider.asymmetric.mldsa.MLDSAKeyFactorySpi;
import org.bouncycastle.jcajce.provider.asymmetric.mlkem.MLKEMKeyFactorySpi;
import org.jspecify.annotations.Nullable;

/** Public keys as the platform's own objects, so that every library can use them. */
public final class PublicKeys {
  private PublicKeys() {}

  /**
   * Decodes what KMS returned.
   *
   * @throws InvalidKeyException if it is not a key of that spec
   */
  public static PublicKey decode(KeySpec spec, X509EncodedKeySpec encoded)
      throws InvalidKeyException {
    PublicKey key = decode(spec.family(), encoded);
    boolean suits =
        key instanceof RSAKey rsa
            ? rsa.getModulus().bitLength() == spec.bits()
            : spec == specOf(key);
    if (!suits) {
      throw new InvalidKeyException("the public key is not of spec " + spec);
    }
    return key;
  }

  /** The platform's, or else Bouncy Castle's. */
  private static PublicKey decode(KeyFamily family, X509EncodedKeySpec encoded)
      throws InvalidKeyException {
    try {
      return keyFactory(family).generatePublic(encoded);
    } catch (NoSuchAlgorithmException | InvalidKeySpecException platform) {
      try {
        return BouncyCastleKeys.decode(family, encoded);
      } catch (IOException | RuntimeException e) {
        e.addSuppressed(platform);
        throw new InvalidKeyException("the public key cannot be read", e);
      }
    }
  }

  /** Apart, so that its classes are loaded for what the platform lacks only. */
  private static final class BouncyCastleKeys {
    static PublicKey decode(KeyFamily family, X509EncodedKeySpec encoded) throws IOException {
      SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(encoded.getEncoded());
      return switch (family) {
        case ML_DSA -> new MLDSAKeyFactorySpi.Pure().generatePublic(info);
        case ML_KEM -> new MLKEMKeyFactorySpi().generatePublic(info);
        default -> new KeyFactorySpi.EC().generatePublic(info);
      };
    }
  }

  /**
   * The KMS spec that such a key would have, told by its curve or parameter set; null for RSA, and
   * for a key that will not tell.
   */
  public static @Nullable KeySpec specOf(PublicKey key) {
    byte[] encoded;
    try {
      encoded = key.getEncoded();
    } catch (RuntimeException e) {
      return null;
    }
    return encoded == null ? null : AlgorithmIdentifiers.specOf(encoded);
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
  private static KeyFactory keyFactory(KeyFamily family) throws NoSuchAlgorithmException {
    try {
      return KeyFactory.getInstance(family.jcaName(), family.platformProvider());
    } catch (NoSuchAlgorithmException | NoSuchProviderException absent) {
      return KeyFactory.getInstance(family.jcaName());
    }
  }
}
