package io.github.kmsjca.benchmarks.random;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/** The platform's generators. */
public enum PlatformRandom {
  DRBG("DRBG"),
  NATIVE_PRNG("NativePRNG");

  private final String algorithm;

  PlatformRandom(String algorithm) {
    this.algorithm = algorithm;
  }

  public String title() {
    return "SUN's " + algorithm;
  }

  SecureRandom create() throws GeneralSecurityException {
    return SecureRandom.getInstance(algorithm, "SUN");
  }
}
