/** Spring Boot applications as executable jars; the module of Boot 3 has the same sources. */
@NullUnmarked
package io.github.kmsjca.programs.springboot;

import org.jspecify.annotations.NullUnmarked;
