/** Operations on keys that exist in several Regions. */
@NullMarked
package io.github.kmsjca.localkms.internal.operation.multiregion;

import org.jspecify.annotations.NullMarked;
