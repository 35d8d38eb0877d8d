/** A local KMS in a process of its own. */
@NullMarked
package io.github.kmsjca.benchmarks.environment;

import org.jspecify.annotations.NullMarked;
