/** How long single operations take while a data key expires. */
@NullMarked
package io.github.kmsjca.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
