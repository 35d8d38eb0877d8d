/** One row per algorithm and key spec: pure data. */
@NullMarked
package io.github.kmsjca.internal.algorithm;

import org.jspecify.annotations.NullMarked;
