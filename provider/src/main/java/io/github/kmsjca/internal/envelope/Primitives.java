package io.github.kmsjca.internal.envelope;

import io.github.kmsjca.internal.algorithm.Digest;
import java.security.DrbgParameters;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * The primitives that messages are made with, by provider: Amazon's Corretto provider if it is
 * installed, or the platform's. Left to JCA's order they could be Bouncy Castle's, ten times
 * slower. Random numbers are always the platform's.
 */
final class Primitives {
  private static final String CORRETTO = "AmazonCorrettoCryptoProvider";
  private static final String PLATFORM = "SunJCE";
  private static final String PLATFORM_DIGESTS = "SUN";
  private static final String AES_GCM = "AES/GCM/NoPadding";

  private Primitives() {}

  static Cipher aesGcm() {
    try {
      Provider provider = provider("Cipher", AES_GCM);
      // Without a provider of known name JCA chooses: never us, whose keys these are not.
      return provider == null ? Cipher.getInstance(AES_GCM) : Cipher.getInstance(AES_GCM, provider);
    } catch (GeneralSecurityException e) {
      throw absent(AES_GCM, e);
    }
  }

  static Mac hmac(Digest digest) {
    String algorithm = "Hmac" + digest.jcaName().replace("-", "");
    try {
      Provider provider = provider("Mac", algorithm);
      return provider == null ? Mac.getInstance(algorithm) : Mac.getInstance(algorithm, provider);
    } catch (NoSuchAlgorithmException e) {
      throw absent(algorithm, e);
    }
  }

  static MessageDigest digest(Digest digest) {
    try {
      Provider provider = Security.getProvider(PLATFORM_DIGESTS);
      return provider == null
          ? MessageDigest.getInstance(digest.jcaName())
          : MessageDigest.getInstance(digest.jcaName(), provider);
    } catch (NoSuchAlgorithmException e) {
      throw absent(digest.jcaName(), e);
    }
  }

  /** Seeded by the operating system; a generator of its own for each caller. */
  static SecureRandom random() {
    try {
      return SecureRandom.getInstance(
          "DRBG",
          DrbgParameters.instantiation(256, DrbgParameters.Capability.RESEED_ONLY, null),
          PLATFORM_DIGESTS);
    } catch (GeneralSecurityException e) {
      throw absent("DRBG", e);
    }
  }

  private static @Nullable Provider provider(String type, String algorithm) {
    for (String name : new String[] {CORRETTO, PLATFORM}) {
      Provider provider = Security.getProvider(name);
      if (provider != null && provider.getService(type, algorithm) != null) {
        return provider;
      }
    }
    return null;
  }

  private static ProviderException absent(String what, GeneralSecurityException e) {
    return new ProviderException("this Java platform has no " + what, e);
  }
}
