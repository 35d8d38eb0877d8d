package io.github.kmsjca.localkms.internal.crypto;

import io.github.kmsjca.localkms.internal.model.KeySpec;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/**
 * Makes fresh key pairs with the platform's own providers; those that the platform can not make,
 * with Bouncy Castle's classes. Thread safe.
 */
public final class PlatformKeyPairs implements KeyPairSource {
  private final Randomness randomness = new Randomness();

  /** Makes fresh key pairs. */
  public PlatformKeyPairs() {}

  @Override
  public KeyPair generate(KeySpec spec) {
    if (CastleKeys.holds(spec)) {
      return CastleKeys.generate(spec, randomness.generator());
    }
    try {
      return generator(spec).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The platform can not make a key pair for " + spec, e);
    }
  }

  private KeyPairGenerator generator(KeySpec spec) throws GeneralSecurityException {
    switch (spec.family()) {
      case RSA -> {
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
        rsa.initialize(spec.bits(), randomness.generator());
        return rsa;
      }
      case NIST_CURVE -> {
        KeyPairGenerator curve = KeyPairGenerator.getInstance("EC", "SunEC");
        curve.initialize(
            new ECGenParameterSpec("secp" + spec.bits() + "r1"), randomness.generator());
        return curve;
      }
      case EDWARDS -> {
        KeyPairGenerator edwards = KeyPairGenerator.getInstance("Ed25519", "SunEC");
        edwards.initialize(spec.bits(), randomness.generator());
        return edwards;
      }
      default -> throw new GeneralSecurityException(spec + " has no key pair");
    }
  }
}
