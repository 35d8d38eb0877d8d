/** What a JVM pays for the provider before and at its first use. */
@NullMarked
package io.github.kmsjca.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
