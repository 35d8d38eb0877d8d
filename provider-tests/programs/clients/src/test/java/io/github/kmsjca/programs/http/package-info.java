/** HTTP clients. */
@NullUnmarked
package io.github.kmsjca.programs.http;

import org.jspecify.annotations.NullUnmarked;
