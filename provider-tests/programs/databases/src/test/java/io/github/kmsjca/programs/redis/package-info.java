/** Redis, and two of its clients. */
@NullUnmarked
package io.github.kmsjca.programs.redis;

import org.jspecify.annotations.NullUnmarked;
