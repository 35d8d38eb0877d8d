/** The provider at every place in the list, each in a JVM of its own. */
@NullMarked
package io.github.kmsjca.position;

import org.jspecify.annotations.NullMarked;
