/** Servers of this machine's packages. */
@NullUnmarked
package io.github.kmsjca.programs.debian;

import org.jspecify.annotations.NullUnmarked;
