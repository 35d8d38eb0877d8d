package io.github.kmsjca.internal.kms.client;

/** How the SDK says that it found no Region. */
public final class NoRegion {
  private NoRegion() {}

  /** True if this says so. */
  public static boolean is(RuntimeException e) {
    return String.valueOf(e.getMessage()).startsWith("Unable to load region");
  }
}
