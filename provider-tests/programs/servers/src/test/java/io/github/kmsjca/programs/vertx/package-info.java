/** Vert.x, and so what is built on it. */
@NullUnmarked
package io.github.kmsjca.programs.vertx;

import org.jspecify.annotations.NullUnmarked;
