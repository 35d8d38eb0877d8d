package io.github.kmsjca.internal.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.internal.algorithm.SignatureScheme;
import java.lang.reflect.InvocationTargetException;
import java.security.InvalidAlgorithmParameterException;
import java.security.Key;
import java.security.interfaces.ECKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of the algorithms that have none, PSS apart: what says in so many words what goes
 * without saying is taken, since certificate code and Bouncy Castle's users pass it along.
 */
final class KeyParameters {
  /** Of a signer that has no name of its own: what all the world uses, KMS included. */
  private static final String DEFAULT_ID = "1234567812345678";

  /** What an operation with one algorithm and key takes. */
  @FunctionalInterface
  interface Rule {
    void require(@Nullable AlgorithmParameterSpec parameters)
        throws InvalidAlgorithmParameterException;
  }

  private KeyParameters() {}

  /** True if the parameters change nothing, but for the curve, which only a key can tell. */
  static boolean areAcceptable(
      SignatureAlgorithm algorithm, @Nullable AlgorithmParameterSpec parameters) {
    if (parameters == null) {
      return true;
    }
    SignatureScheme scheme = algorithm.scheme();
    if (scheme.family() == KeyFamily.EC) {
      return parameters instanceof ECParameterSpec;
    }
    if (scheme == SignatureScheme.ED25519) {
      return parameters instanceof EdDSAParameterSpec given
          && !given.isPrehash()
          && given.getContext().isEmpty();
    }
    return scheme == SignatureScheme.SM2 && isDefaultId(parameters);
  }

  /** Bouncy Castle's SM2ParameterSpec, of whichever class loader, or another with the method. */
  private static boolean isDefaultId(AlgorithmParameterSpec parameters) {
    try {
      return parameters.getClass().getMethod("getID").invoke(parameters) instanceof byte[] id
          && Arrays.equals(id, DEFAULT_ID.getBytes(US_ASCII));
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }

  /** Also says why, where the algorithm as such has parameters. */
  static InvalidAlgorithmParameterException refusal(SignatureAlgorithm algorithm) {
    String why =
        switch (algorithm.scheme()) {
          case ED25519 -> ": KMS signs without prehash and without context";
          case ED25519PH -> ": KMS signs without context";
          case SM2 -> ": KMS signs with the default id only, " + DEFAULT_ID;
          default -> "";
        };
    return new InvalidAlgorithmParameterException(
        algorithm.jcaName() + " takes no parameters" + why);
  }

  /**
   * Parameters that are given together with a key, or after it.
   *
   * @param name of the key and its spec, for the message
   */
  static void require(
      SignatureAlgorithm algorithm,
      @Nullable AlgorithmParameterSpec parameters,
      Key key,
      String name)
      throws InvalidAlgorithmParameterException {
    if (!areAcceptable(algorithm, parameters)) {
      throw refusal(algorithm);
    }
    if (parameters instanceof ECParameterSpec curve && !isCurveOf(key, curve)) {
      throw new InvalidAlgorithmParameterException(
          "the parameters are of another curve than " + name);
    }
  }

  private static boolean isCurveOf(Key key, ECParameterSpec curve) {
    ECParameterSpec own = key instanceof ECKey ec ? ec.getParams() : null;
    return own == null // of a home-made key, which tells its curve in its encoding only
        || (own.getCurve().equals(curve.getCurve())
            && own.getGenerator().equals(curve.getGenerator())
            && own.getOrder().equals(curve.getOrder()));
  }
}
