/** The tour: each stop is a short file to copy from. */
@NullMarked
package io.github.kmsjca.samples;

import org.jspecify.annotations.NullMarked;
