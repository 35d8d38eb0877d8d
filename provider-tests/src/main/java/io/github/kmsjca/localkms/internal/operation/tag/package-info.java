/** Operations on the labels of a key. */
@NullMarked
package io.github.kmsjca.localkms.internal.operation.tag;

import org.jspecify.annotations.NullMarked;
