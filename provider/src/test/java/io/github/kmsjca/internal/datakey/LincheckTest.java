package io.github.kmsjca.internal.datakey;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.junit.jupiter.api.Test;

/**
 * All interleavings of a few threads, up to a number of switches, give what some order of the same
 * calls gives on one thread. With {@code -Psoak} more of them.
 */
class LincheckTest {
  private static final boolean SOAK = Boolean.getBoolean("soak");

  private static ModelCheckingOptions options() {
    return new ModelCheckingOptions()
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(0)
        .actorsAfter(1)
        .iterations(SOAK ? 60 : 4)
        .invocationsPerIteration(SOAK ? 3000 : 150)
        .checkObstructionFreedom(true);
  }

  @Test
  void noBytesAreReadAfterTheirWipe() {
    options().check(DataKeyModel.class);
  }

  @Test
  void boundsAndRefreshesAreExact() {
    options().check(CachedKeyModel.class);
  }
}
