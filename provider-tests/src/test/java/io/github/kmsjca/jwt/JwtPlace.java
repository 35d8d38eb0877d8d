package io.github.kmsjca.jwt;

import io.github.kmsjca.testkit.ProviderPlace;

/** The lists of providers that the matrix is run with. */
enum JwtPlace {
  FIRST(ProviderPlace.FIRST),
  LAST(ProviderPlace.LAST),
  /** Last, with {@code jdk.security.provider.preferred=Signature.RSASSA-PSS:AWSKMS}. */
  PREFERRED(ProviderPlace.LAST),
  /** First, with Bouncy Castle between us and the platform. */
  BOUNCY_CASTLE_NEXT(ProviderPlace.FIRST);

  private final ProviderPlace end;

  JwtPlace(ProviderPlace end) {
    this.end = end;
  }

  ProviderPlace end() {
    return end;
  }
}
