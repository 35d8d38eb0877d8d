/** Random numbers. */
@NullMarked
package io.github.kmsjca.benchmarks.random;

import org.jspecify.annotations.NullMarked;
