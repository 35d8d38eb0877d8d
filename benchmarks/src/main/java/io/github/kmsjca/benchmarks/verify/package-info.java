/** Verification, here and in KMS. */
@NullMarked
package io.github.kmsjca.benchmarks.verify;

import org.jspecify.annotations.NullMarked;
