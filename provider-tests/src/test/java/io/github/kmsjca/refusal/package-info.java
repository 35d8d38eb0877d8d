/** What KMS cannot do is refused with the reason, and to nobody but who has a KMS key. */
@NullMarked
package io.github.kmsjca.refusal;

import org.jspecify.annotations.NullMarked;
