/**
 * Programs and libraries that others wrote, with keys that only the local KMS has: one package
 * each. A test reads as the recipe in the documentation does, and counts what it costs in KMS
 * calls.
 */
@NullUnmarked
package io.github.kmsjca.programs;

import org.jspecify.annotations.NullUnmarked;
