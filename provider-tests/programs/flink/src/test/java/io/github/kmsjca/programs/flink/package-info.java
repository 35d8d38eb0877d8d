/** Flink: functions that encrypt in the task managers. */
@NullUnmarked
package io.github.kmsjca.programs.flink;

import org.jspecify.annotations.NullUnmarked;
