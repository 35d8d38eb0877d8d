package io.github.kmsjca.internal.delegation;

import java.security.Provider;
import java.security.Security;
import org.jspecify.annotations.Nullable;

/** The providers beside ours. */
final class Others {
  private Others() {}

  /**
   * Whom JCA would have bound, had it not been us: the first that has the algorithm; {@code null}
   * if nobody has.
   *
   * @param ownServiceClass name of our own implementation class, which is passed over
   */
  static @Nullable Provider first(String type, String algorithm, String ownServiceClass) {
    for (Provider provider : Security.getProviders()) {
      Provider.Service service = provider.getService(type, algorithm);
      if (service != null && !ownServiceClass.equals(service.getClassName())) {
        return provider;
      }
    }
    return null;
  }
}
