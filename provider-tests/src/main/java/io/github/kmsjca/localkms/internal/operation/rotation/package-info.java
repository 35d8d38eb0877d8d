/** Operations on the rotation of a key, which the store performs when it is due. */
@NullMarked
package io.github.kmsjca.localkms.internal.operation.rotation;

import org.jspecify.annotations.NullMarked;
