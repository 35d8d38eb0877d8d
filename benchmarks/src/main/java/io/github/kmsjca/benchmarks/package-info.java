/** The provider beside its peers: the runs, and the report made of them. */
@NullMarked
package io.github.kmsjca.benchmarks;

import org.jspecify.annotations.NullMarked;
