package io.github.kmsjca.internal.kem;

import io.github.kmsjca.internal.algorithm.KemAlgorithm;
import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.delegation.ForeignKems;
import io.github.kmsjca.internal.key.KeyResolver;
import java.security.Provider;
import java.security.Security;
import org.jspecify.annotations.Nullable;

/**
 * The way to this package. Apart from what it makes, so that a provider which is only registered
 * loads none of it.
 */
public final class KemEngines {
  static final String SPI = "javax.crypto.KEMSpi";

  private KemEngines() {}

  /** True if this Java platform has KEM: JDK 21, and later updates of 17. */
  public static boolean areOffered() {
    try {
      Class.forName(SPI, false, KemEngines.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** The row as a {@code javax.crypto.KEMSpi}. */
  public static Object create(KemAlgorithm row, KeyResolver owner) {
    return KmsKem.proxy(row, owner);
  }

  /** True if the platform itself has ML-KEM: then it encapsulates for all keys, ours included. */
  public static boolean isOnThePlatform() {
    return platform() != null;
  }

  static @Nullable Provider platform() {
    Provider provider = Security.getProvider(KeyFamily.ML_KEM.platformProvider());
    return provider != null && ForeignKems.isOffered(provider, KeyFamily.ML_KEM.jcaName())
        ? provider
        : null;
  }
}
