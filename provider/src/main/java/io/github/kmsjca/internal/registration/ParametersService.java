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

  private ParametersService(Provider provider, ParametersAlgorithm row) {
    super(provider, TYPE, row.jcaName(), ParametersService.class.getName(), null, null);
  }

  /** The service of that name; {@code null} if there is none, or JCA searches for anybody's. */
  public static @Nullable ParametersService find(Provider provider, String algorithm) {
    ParametersAlgorithm row = ParametersAlgorithm.of(algorithm);
    return row == null || Search.isByAlgorithmAlone("java.security.AlgorithmParameters")
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
