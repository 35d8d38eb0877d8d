/** Operations on custom key stores. */
@NullMarked
package io.github.kmsjca.localkms.internal.operation.keystore;

import org.jspecify.annotations.NullMarked;
