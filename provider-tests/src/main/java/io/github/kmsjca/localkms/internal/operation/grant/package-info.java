/** Operations on grants. */
@NullMarked
package io.github.kmsjca.localkms.internal.operation.grant;

import org.jspecify.annotations.NullMarked;
