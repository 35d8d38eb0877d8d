/** JSON Web Tokens, signed and encrypted. */
@NullUnmarked
package io.github.kmsjca.programs.jose;

import org.jspecify.annotations.NullUnmarked;
