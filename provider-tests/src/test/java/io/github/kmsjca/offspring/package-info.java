/** What the tests start ends with them. */
@NullUnmarked
package io.github.kmsjca.offspring;

import org.jspecify.annotations.NullUnmarked;
