/** What programs pay for the provider whose keys are not in KMS. */
@NullMarked
package io.github.kmsjca.benchmarks.harmless;

import org.jspecify.annotations.NullMarked;
