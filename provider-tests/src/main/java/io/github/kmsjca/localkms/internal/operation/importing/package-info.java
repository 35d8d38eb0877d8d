/** Operations that bring key material into KMS, and take it away again. */
@NullMarked
package io.github.kmsjca.localkms.internal.operation.importing;

import org.jspecify.annotations.NullMarked;
