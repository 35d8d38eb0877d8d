package io.github.kmsjca.differential;

import io.github.kmsjca.differential.DifferentialProbe.Place;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is otherwise with the provider in the list, by design. {@code differences.md} says the same.
 */
enum Departure {
  /** Algorithms that the platform does not have are found. */
  NEW_NAMES(".* is there", "true", 14, Place.FIRST, Place.LAST),

  /** The platform's NONEwithRSA keeps the message if a signature was wrong; ours forgets it. */
  FORGETS_AFTER_WRONG(
      "Signature NONEwithRSA: asked, then verifies after a wrong one",
      "\\[false, true, true\\]",
      1,
      Place.FIRST),

  /**
   * With Bouncy Castle: what is asked for its provider before it has a key is bound to the next
   * one. With us it still finds whoever takes the key. So Bouncy Castle makes Macs with public
   * keys, and the platform signs with its own ML-DSA keys behind Bouncy Castle, which refuses them.
   */
  STILL_SEARCHES(
      "Mac .*: (asked|length), init RSAPublicKeyImpl"
          + "|Signature (ML-DSA.*|2\\.16\\.840\\.1\\.101\\.3\\.4\\.3\\.18): asked, .*",
      "(?!throws java.security.InvalidKeyException).*",
      17,
      Place.FIRST),

  /** With Bouncy Castle, whose Macs cannot be cloned: ours can be as long as it has no key. */
  CLONES_WITHOUT_KEY("Mac .*: a clone before init", "true", 5, Place.FIRST),

  /**
   * With Bouncy Castle, which knows no name with this prefix: JCA does not tell by which of a Mac's
   * names it was asked for, so whoever has the name itself refuses what is wrong.
   */
  NAME_WITH_PREFIX("Mac OID\\..*: (asked|length), .*", "throws .*", 6, Place.FIRST),

  /** Whom a generator says it is of, if it is asked before it is initialised; its keys are not. */
  GENERATOR_IS_WHOSE("Key(Pair)?Generator .*: is whose", "AWSKMS", 20, Place.FIRST);

  private final Pattern check;
  private final Pattern outcome;
  private final int most;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<Place> places;

  Departure(String check, String outcome, int most, Place... places) {
    this.check = Pattern.compile(check);
    this.outcome = Pattern.compile(outcome);
    this.most = most;
    this.places = Set.of(places);
  }

  /** True if it needs Bouncy Castle beside us. */
  boolean isOfNeighbours() {
    return this == STILL_SEARCHES || this == CLONES_WITHOUT_KEY || this == NAME_WITH_PREFIX;
  }

  /** True if this is why a check came out otherwise. */
  boolean explains(Place place, String name, String found) {
    return places.contains(place)
        && check.matcher(name).matches()
        && outcome.matcher(found).matches();
  }

  /** How many checks this explains in one position, at most. */
  int most() {
    return most;
  }

  boolean isAt(Place place) {
    return places.contains(place);
  }
}
