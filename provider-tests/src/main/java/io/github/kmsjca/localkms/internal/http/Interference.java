package io.github.kmsjca.localkms.internal.http;

/**
 * What a test wants to happen to one call.
 *
 * @param name what the call log calls it; empty if nothing is to happen
 */
public record Interference(String name, Effect effect) {
  /** Nothing. */
  public static final Interference NONE = new Interference("", new Effect.Pass());
}
