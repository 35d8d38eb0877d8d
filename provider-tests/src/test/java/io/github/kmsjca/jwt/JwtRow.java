package io.github.kmsjca.jwt;

/**
 * One cell of the matrix: an algorithm in a library.
 *
 * @param elsewhere part of what is thrown by signing where the need is not met; {@code null} if
 *     signing works everywhere
 */
record JwtRow(JwtLibrary library, Jws algorithm, Needs needs, String elsewhere) {

  /** Where in the list of providers it works. */
  enum Needs {
    /** Anywhere. */
    NOTHING,
    /** The library sets PSS parameters before the key, so JCA never asks the key's provider. */
    FIRST_OR_PREFERRED,
    /** The library is given the adapter of an EC key, which on JDK 17 the platform believes. */
    FIRST_ON_17,
    /** Signing works anywhere; verifying needs a provider that has the curve. */
    CURVE_TO_VERIFY,
    /** The library itself makes the algorithm depend on Bouncy Castle. */
    BOUNCY_CASTLE
  }

  boolean isOffered(JwtPlace place) {
    return needs != Needs.BOUNCY_CASTLE || place == JwtPlace.BOUNCY_CASTLE_NEXT;
  }

  boolean signs(JwtPlace place) {
    boolean first = place == JwtPlace.FIRST || place == JwtPlace.BOUNCY_CASTLE_NEXT;
    return switch (needs) {
      case NOTHING, CURVE_TO_VERIFY -> true;
      case FIRST_OR_PREFERRED -> place != JwtPlace.LAST;
      case FIRST_ON_17 -> first || Runtime.version().feature() > 17;
      case BOUNCY_CASTLE -> isOffered(place);
    };
  }

  /** Whether the same library in the same JVM verifies what it signed. */
  boolean verifies(JwtPlace place) {
    return needs != Needs.CURVE_TO_VERIFY
        || place == JwtPlace.FIRST
        || place == JwtPlace.BOUNCY_CASTLE_NEXT;
  }

  @Override
  public String toString() {
    return algorithm + " by " + library;
  }
}
