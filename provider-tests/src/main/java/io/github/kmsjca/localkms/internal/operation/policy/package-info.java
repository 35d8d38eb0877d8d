/** Operations on the policies of keys. */
@NullMarked
package io.github.kmsjca.localkms.internal.operation.policy;

import org.jspecify.annotations.NullMarked;
