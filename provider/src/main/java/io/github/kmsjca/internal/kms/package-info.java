/** The one way to KMS: what every call meets on it, which keys it may use, and why it failed. */
@NullMarked
package io.github.kmsjca.internal.kms;

import org.jspecify.annotations.NullMarked;
