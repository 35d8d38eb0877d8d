/** What operators see: Flight Recorder events. */
package io.github.kmsjca.telemetry;
