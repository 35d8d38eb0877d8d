/** Handles that Kryo copies. */
@NullMarked
package io.github.kmsjca.programs.kryo;

import org.jspecify.annotations.NullMarked;
