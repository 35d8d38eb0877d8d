/** Programs that know their database by a URL only. */
@NullUnmarked
package io.github.kmsjca.programs.jdbc;

import org.jspecify.annotations.NullUnmarked;
