/** The Signature engine: digest here, sign in KMS, verify by delegation. */
@NullMarked
package io.github.kmsjca.internal.signature;

import org.jspecify.annotations.NullMarked;
