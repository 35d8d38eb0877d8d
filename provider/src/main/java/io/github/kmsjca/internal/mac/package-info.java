/** The Mac engine: keys of ours in KMS, others' where JCA would have had them. */
@NullMarked
package io.github.kmsjca.internal.mac;

import org.jspecify.annotations.NullMarked;
