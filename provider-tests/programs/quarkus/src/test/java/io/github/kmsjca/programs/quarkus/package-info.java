/** Quarkus, whose server is that of Vert.x. */
@NullUnmarked
package io.github.kmsjca.programs.quarkus;

import org.jspecify.annotations.NullUnmarked;
