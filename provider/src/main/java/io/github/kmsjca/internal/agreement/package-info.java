/** The KeyAgreement engine: keys of ours in KMS, others' where JCA would have had them. */
@NullMarked
package io.github.kmsjca.internal.agreement;

import org.jspecify.annotations.NullMarked;
