/** Bouncy Castle's JSSE provider. */
@NullUnmarked
package io.github.kmsjca.programs.bctls;

import org.jspecify.annotations.NullUnmarked;
