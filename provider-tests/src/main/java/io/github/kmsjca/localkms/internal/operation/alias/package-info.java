/** Operations on aliases. */
@NullMarked
package io.github.kmsjca.localkms.internal.operation.alias;

import org.jspecify.annotations.NullMarked;
