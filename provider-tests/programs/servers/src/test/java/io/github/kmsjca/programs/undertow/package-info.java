/** Undertow as a server. */
@NullUnmarked
package io.github.kmsjca.programs.undertow;

import org.jspecify.annotations.NullUnmarked;
