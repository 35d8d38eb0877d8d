package io.github.kmsjca.internal.generator;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.key.ResolverSource;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import javax.crypto.KeyGenerator;
import org.jspecify.annotations.Nullable;

/** Where one provider instance stands among the registered ones, for one algorithm. */
final class Neighbours {
  private final KeyResolver own;
  private final GeneratorAlgorithm row;

  Neighbours(KeyResolver own, GeneratorAlgorithm row) {
    this.own = own;
    this.row = row;
  }

  /** True if JCA may try another instance of ours when this one fails. */
  boolean includeOtherInstances() {
    boolean registered = false;
    boolean others = false;
    for (Provider provider : Security.getProviders()) {
      KeyResolver resolver = ResolverSource.of(provider);
      registered |= resolver == own;
      others |= resolver != null && resolver != own;
    }
    return registered && others;
  }

  /**
   * The provider that would make the keys of those who name none, were it not for us; {@code null}
   * if we are not in its way.
   */
  @Nullable String whoseTurnItWouldBe() {
    boolean reached = false;
    boolean anybodyBefore = false;
    String first = null;
    for (Provider provider : Security.getProviders()) {
      if (ResolverSource.of(provider) == own) {
        reached = true;
      } else if (offers(provider)) {
        anybodyBefore |= !reached;
        if (reached && (isOfPlatform(provider) || !anybodyBefore)) {
          return provider.getName();
        }
        first = first == null ? provider.getName() : first;
      }
    }
    return reached && first != null && isPreferred() ? first : null;
  }

  private boolean isOfPlatform(Provider provider) {
    return provider.getName().equals(row.defaultSpec().family().platformProvider());
  }

  private boolean offers(Provider provider) {
    return ResolverSource.of(provider) == null
        && provider.getService(row.engine(), row.jcaName()) != null;
  }

  /** By {@code jdk.security.provider.preferred}, which does not show in the list. */
  private boolean isPreferred() {
    try {
      Provider chosen =
          row.isOfPairs()
              ? KeyPairGenerator.getInstance(row.jcaName()).getProvider()
              : KeyGenerator.getInstance(row.jcaName()).getProvider();
      return ResolverSource.of(chosen) == own;
    } catch (NoSuchAlgorithmException e) {
      return false; // nobody's, not even ours
    }
  }
}
