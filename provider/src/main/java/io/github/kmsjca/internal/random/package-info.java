/** The SecureRandom engine: the platform's DRBG, into which bytes of KMS go in the background. */
@NullMarked
package io.github.kmsjca.internal.random;

import org.jspecify.annotations.NullMarked;
