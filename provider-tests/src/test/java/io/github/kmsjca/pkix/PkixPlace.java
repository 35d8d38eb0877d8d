package io.github.kmsjca.pkix;

import io.github.kmsjca.testkit.Action;
import io.github.kmsjca.testkit.ProviderPlace;
import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The lists of providers that users of bcpkix have. */
enum PkixPlace {
  FIRST(ProviderPlace.FIRST, false),
  LAST(ProviderPlace.LAST, false),
  FIRST_THEN_BOUNCY_CASTLE(ProviderPlace.FIRST, true),
  LAST_WITH_BOUNCY_CASTLE_FIRST(ProviderPlace.LAST, true);

  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  private final ProviderPlace end;
  private final boolean withBouncyCastle;

  PkixPlace(ProviderPlace end, boolean withBouncyCastle) {
    this.end = end;
    this.withBouncyCastle = withBouncyCastle;
  }

  void with(Provider provider, Action action) throws Exception {
    if (withBouncyCastle) {
      ProviderPlace.FIRST.with(BOUNCY_CASTLE, () -> end.with(provider, action));
    } else {
      end.with(provider, action);
    }
  }
}
