/** Flight Recorder events and JMX; pushed to, reads nothing above it. */
@NullMarked
package io.github.kmsjca.internal.telemetry;

import org.jspecify.annotations.NullMarked;
