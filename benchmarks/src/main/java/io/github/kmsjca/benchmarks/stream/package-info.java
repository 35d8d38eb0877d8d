/** Messages too large for an array of the caller's, in pieces. */
@NullMarked
package io.github.kmsjca.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
