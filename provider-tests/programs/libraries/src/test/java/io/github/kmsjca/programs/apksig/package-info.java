/** Packages of Android. */
@NullUnmarked
package io.github.kmsjca.programs.apksig;

import org.jspecify.annotations.NullUnmarked;
