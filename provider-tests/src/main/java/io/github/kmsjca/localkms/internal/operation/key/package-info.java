/** Operations on the life of a key. */
@NullMarked
package io.github.kmsjca.localkms.internal.operation.key;

import org.jspecify.annotations.NullMarked;
