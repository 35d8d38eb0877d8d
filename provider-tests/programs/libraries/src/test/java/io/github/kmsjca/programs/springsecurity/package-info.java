/** Spring Security, which signs tokens by Nimbus. */
@NullUnmarked
package io.github.kmsjca.programs.springsecurity;

import org.jspecify.annotations.NullUnmarked;
