/** Operations that use a key. */
@NullMarked
package io.github.kmsjca.localkms.internal.operation.crypto;

import org.jspecify.annotations.NullMarked;
