/** The store of a KMS that outlives its process: what its units write goes into a journal. */
@NullMarked
package io.github.kmsjca.localkms.internal.durable;

import org.jspecify.annotations.NullMarked;
