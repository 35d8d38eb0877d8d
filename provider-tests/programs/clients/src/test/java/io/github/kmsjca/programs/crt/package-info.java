/** The AWS Common Runtime, whose TLS is native. */
@NullUnmarked
package io.github.kmsjca.programs.crt;

import org.jspecify.annotations.NullUnmarked;
