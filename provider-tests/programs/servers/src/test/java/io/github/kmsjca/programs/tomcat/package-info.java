/** Tomcat's HTTPS connector. */
@NullUnmarked
package io.github.kmsjca.programs.tomcat;

import org.jspecify.annotations.NullUnmarked;
