/** Signatures over CBOR. */
@NullUnmarked
package io.github.kmsjca.programs.cose;

import org.jspecify.annotations.NullUnmarked;
