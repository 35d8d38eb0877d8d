/** KeyPairGenerator and KeyGenerator: keys made in KMS, and data keys that KMS wraps. */
@NullMarked
package io.github.kmsjca.internal.generator;

import org.jspecify.annotations.NullMarked;
