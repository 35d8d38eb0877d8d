package io.github.kmsjca.internal.random;

import java.security.DrbgParameters;
import java.security.DrbgParameters.Capability;
import java.security.DrbgParameters.Instantiation;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.SecureRandom;
import java.security.SecureRandomParameters;
import org.jspecify.annotations.Nullable;

/**
 * The platform's DRBG, by name: never what is first in the list of providers, which may be us. It
 * has a lock of its own. Until it is used it has no state.
 *
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/90/a/r1/final">NIST SP 800-90A</a>
 */
final class PlatformDrbg {
  private static final String ALGORITHM = "DRBG";
  private static final String PROVIDER = "SUN";

  /** The most that there is; the platform's own default is half of it, at the same speed. */
  private static final int STRENGTH = 256;

  private PlatformDrbg() {}

  /**
   * One that satisfies a request, with more than was asked for if need be.
   *
   * @param requested as given to {@code SecureRandom.getInstance}; {@code null} for no wishes
   * @throws NoSuchAlgorithmException if it cannot be satisfied
   */
  static SecureRandom create(@Nullable SecureRandomParameters requested)
      throws NoSuchAlgorithmException {
    Instantiation parameters = parameters(requested);
    try {
      return SecureRandom.getInstance(ALGORITHM, parameters, PROVIDER);
    } catch (NoSuchAlgorithmException e) {
      throw new NoSuchAlgorithmException(
          "the platform's DRBG cannot be had with these parameters; it is also subject to the"
              + " security property securerandom.drbg.config",
          e);
    } catch (NoSuchProviderException e) {
      throw new NoSuchAlgorithmException(
          "SecureRandom AWSKMS is made of the DRBG of provider SUN, which is not installed", e);
    }
  }

  private static Instantiation parameters(@Nullable SecureRandomParameters requested)
      throws NoSuchAlgorithmException {
    if (requested == null) {
      return DrbgParameters.instantiation(STRENGTH, Capability.RESEED_ONLY, null);
    }
    if (!(requested instanceof Instantiation wanted)) {
      throw new NoSuchAlgorithmException(
          "SecureRandom AWSKMS takes DrbgParameters.Instantiation, and no "
              + requested.getClass().getName());
    }
    return DrbgParameters.instantiation(
        Math.max(STRENGTH, wanted.getStrength()),
        wanted.getCapability().supportsPredictionResistance()
            ? Capability.PR_AND_RESEED
            : Capability.RESEED_ONLY,
        wanted.getPersonalizationString());
  }
}
