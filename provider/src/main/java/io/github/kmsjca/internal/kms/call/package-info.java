/** The operations of KMS that this library uses, one class each. */
@NullMarked
package io.github.kmsjca.internal.kms.call;

import org.jspecify.annotations.NullMarked;
