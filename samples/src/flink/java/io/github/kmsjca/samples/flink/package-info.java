/** Functions for Flink to copy from: records that are encrypted in the task managers. */
@NullUnmarked
package io.github.kmsjca.samples.flink;

import org.jspecify.annotations.NullUnmarked;
