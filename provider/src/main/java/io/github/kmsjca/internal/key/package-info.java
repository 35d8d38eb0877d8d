/** Opaque key handles, and the resolver from names to keys. */
@NullMarked
package io.github.kmsjca.internal.key;

import org.jspecify.annotations.NullMarked;
