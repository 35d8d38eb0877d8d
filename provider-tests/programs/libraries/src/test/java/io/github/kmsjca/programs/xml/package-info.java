/** XML signatures and XML encryption. */
@NullUnmarked
package io.github.kmsjca.programs.xml;

import org.jspecify.annotations.NullUnmarked;
