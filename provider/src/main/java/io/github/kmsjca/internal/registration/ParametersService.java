package io.github.kmsjca.internal.registration;

import io.github.kmsjca.internal.algorithm.ParametersAlgorithm;
import java.security.AlgorithmParameters;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.ProviderException;
import org.jspecify.annotations.Nullable;

/**
 * AlgorithmParameters for who asks us by name: the very ones that the name of the algorithm alone
 * gives, another provider's. JDK 17 asks the provider of a Signature for them, to read the
 * parameters that some certificates have in their ECDSA identifier; without an answer no such
 * certificate could be verified while we are first.
 *
 * <p>Who asks by the algorithm alone must not get them from us, not even under our name. So this is
 * in no table, as {@link RandomService} is not, and JCA's search does not find it.
 */
public final class ParametersService extends Provider.Service {
  public static final String TYPE = "AlgorithmParameters";

  /** Nobody who names a provider comes by it. */
  private static final String LIST_OF_PROVIDERS = "sun.security.jca.ProviderList";

  private ParametersService(Provider provider, ParametersAlgorithm row) {
    super(provider, TYPE, row.jcaName(), ParametersService.class.getName(), null, null);
  }

  /** True if there is one of that name for anybody. */
  public static boolean isOffered(String algorithm) {
    return ParametersAlgorithm.of(algorithm) != null;
  }

  /**
   * The service of that name; {@code null} if there is none, or JCA searches for anybody's. JDK 17
   * searches several times for each EC key, so that answer must be cheap.
   *
   * @param asking the class that has called the provider, if that is known
   */
  public static @Nullable ParametersService find(
      Provider provider, String algorithm, @Nullable Class<?> asking) {
    ParametersAlgorithm row = ParametersAlgorithm.of(algorithm);
    return row == null
            || (asking != null && asking.getName().equals(LIST_OF_PROVIDERS))
            || Search.isByAlgorithmAlone("java.security.AlgorithmParameters")
        ? null
        : new ParametersService(provider, row);
  }

  /** Another provider's implementation, as it is. */
  @Override
  public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
    Provider chosen = AlgorithmParameters.getInstance(getAlgorithm()).getProvider();
    Provider.Service service = chosen.getService(TYPE, getAlgorithm());
    if (service == null) {
      throw new ProviderException(chosen.getName() + " has " + getAlgorithm() + " no longer");
    }
    return service.newInstance(parameter);
  }
}
