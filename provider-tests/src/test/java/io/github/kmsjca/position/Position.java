package io.github.kmsjca.position;

/** The places in the list of providers that users choose, and whose neighbours they have. */
enum Position {
  /** {@code KmsProvider.install()}, the recommended one. */
  FIRST(true),
  /** {@code Security.addProvider}. */
  LAST(false),
  /** Last, with {@code jdk.security.provider.preferred}. */
  PREFERRED(true),
  /** {@code security.provider.1}. */
  STATIC_FIRST(true),
  /** The next free {@code security.provider.N}. */
  STATIC_LAST(false),
  BOUNCY_CASTLE_BEFORE(false),
  /** Bouncy Castle, then us, then the platform. */
  BOUNCY_CASTLE_BEFORE_FIRST_OF_PLATFORM(false),
  ACCP_BEFORE(false),
  /** Us, then ACCP, then the platform. */
  ACCP_AFTER(true);

  private final boolean parametersFirstWorks;

  Position(boolean parametersFirstWorks) {
    this.parametersFirstWorks = parametersFirstWorks;
  }

  /** Whether RSASSA-PSS parameters may be set before the key. */
  boolean parametersFirstWorks() {
    return parametersFirstWorks;
  }
}
