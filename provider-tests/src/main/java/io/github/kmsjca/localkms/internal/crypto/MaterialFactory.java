package io.github.kmsjca.localkms.internal.crypto;

import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.state.HeldMaterial;
import io.github.kmsjca.localkms.internal.state.Material;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.function.Function;
import javax.crypto.spec.SecretKeySpec;

/** Makes the material of new keys. Thread safe. */
public final class MaterialFactory {
  private final KeyPairSource pairs;
  private final Randomness randomness;
  private final Function<KeySpec, Material.Pair> wrapping;

  /**
   * Takes key pairs from the source; makes symmetric keys itself.
   *
   * @param ahead whether the source may be asked before a pair is needed, and on another thread
   */
  public MaterialFactory(KeyPairSource pairs, Randomness randomness, boolean ahead) {
    this.pairs = pairs;
    this.randomness = randomness;
    this.wrapping = ahead ? new WrappingPairs(this::generatePair)::take : this::generatePair;
  }

  /**
   * Material for a new key.
   *
   * @throws IllegalStateException if the source hands out something else than the spec asks for
   */
  public Material generate(KeySpec spec) {
    if (!spec.asymmetric()) {
      return secret(spec, randomness.bytes(spec.bits() / Byte.SIZE));
    }
    return generatePair(spec);
  }

  /** The same, with a name that nothing else has. */
  public HeldMaterial next(KeySpec spec) {
    return HeldMaterial.of(randomness.hex(32), generate(spec));
  }

  /**
   * A new key pair.
   *
   * @throws IllegalStateException if the source hands out something else than the spec asks for
   */
  public Material.Pair generatePair(KeySpec spec) {
    try {
      return of(spec, pairs.generate(spec));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key material for " + spec + " is unusable", e);
    }
  }

  /** A new key pair to wrap with what somebody else has made. */
  public Material.Pair wrappingPair(KeySpec spec) {
    return wrapping.apply(spec);
  }

  /**
   * The material that somebody else has made: the key itself, or the PKCS #8 of the private key.
   *
   * @throws InvalidKeyException if it is not one of that spec
   */
  public static Material imported(KeySpec spec, byte[] plaintext) throws InvalidKeyException {
    if (spec.asymmetric()) {
      return pair(spec, plaintext);
    }
    if (plaintext.length * Byte.SIZE != spec.bits()) {
      throw new InvalidKeyException("The key has " + plaintext.length + " bytes");
    }
    return secret(spec, plaintext);
  }

  /** The key pair of a private key in PKCS #8. */
  static Material.Pair pair(KeySpec spec, byte[] pkcs8) throws InvalidKeyException {
    try {
      return of(spec, ImportedPairs.of(spec, pkcs8));
    } catch (InvalidKeyException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new InvalidKeyException(e);
    }
  }

  private static Material.Pair of(KeySpec spec, KeyPair pair) throws GeneralSecurityException {
    return CastleKeys.holds(spec) ? CastleKeys.pair(spec, pair) : platformKeys(spec, pair);
  }

  private static Material.Secret secret(KeySpec spec, byte[] key) {
    String algorithm = spec.family() == KeySpec.Family.HMAC ? "Hmac" : "AES";
    return new Material.Secret(new SecretKeySpec(key, algorithm));
  }

  /** The pair may come from any provider; from here on its classes are the platform's own. */
  private static Material.Pair platformKeys(KeySpec spec, KeyPair pair)
      throws GeneralSecurityException {
    KeyFactory factory =
        switch (spec.family()) {
          case RSA -> KeyFactory.getInstance("RSA", "SunRsaSign");
          case NIST_CURVE -> KeyFactory.getInstance("EC", "SunEC");
          case EDWARDS -> KeyFactory.getInstance("Ed25519", "SunEC");
          default -> throw new GeneralSecurityException(spec + " has no key pair");
        };
    PublicKey publicKey =
        factory.generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded()));
    if (bits(publicKey, spec) != spec.bits()) {
      throw new GeneralSecurityException("The key has " + bits(publicKey, spec) + " bits");
    }
    return new Material.Pair(
        factory.generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded())),
        publicKey);
  }

  private static int bits(PublicKey key, KeySpec spec) {
    if (key instanceof RSAKey rsa) {
      return rsa.getModulus().bitLength();
    }
    return key instanceof ECKey curve
        ? curve.getParams().getCurve().getField().getFieldSize()
        : spec.bits();
  }
}
