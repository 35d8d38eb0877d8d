/** Operations that make keys for use outside of KMS. */
@NullMarked
package io.github.kmsjca.localkms.internal.operation.datakey;

import org.jspecify.annotations.NullMarked;
