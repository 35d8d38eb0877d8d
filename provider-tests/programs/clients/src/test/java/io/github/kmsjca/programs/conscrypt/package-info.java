/** Conscrypt as the implementation of TLS. */
@NullUnmarked
package io.github.kmsjca.programs.conscrypt;

import org.jspecify.annotations.NullUnmarked;
