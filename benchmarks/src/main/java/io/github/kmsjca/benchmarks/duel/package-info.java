/** Comparisons turn by turn, and their statistics. */
@NullMarked
package io.github.kmsjca.benchmarks.duel;

import org.jspecify.annotations.NullMarked;
