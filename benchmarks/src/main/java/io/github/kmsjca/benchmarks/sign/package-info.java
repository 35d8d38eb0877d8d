/** Signing through JCA, beside the bare client. */
@NullMarked
package io.github.kmsjca.benchmarks.sign;

import org.jspecify.annotations.NullMarked;
