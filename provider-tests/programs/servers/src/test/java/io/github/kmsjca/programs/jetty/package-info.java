/** Eclipse Jetty as a server. */
@NullUnmarked
package io.github.kmsjca.programs.jetty;

import org.jspecify.annotations.NullUnmarked;
