/**
 * Operations on the automatic rotation of a key, which is only announced here and not performed.
 */
@NullMarked
package io.github.kmsjca.localkms.internal.operation.rotation;

import org.jspecify.annotations.NullMarked;
