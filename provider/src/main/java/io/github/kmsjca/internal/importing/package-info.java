/** Software keys on their way into KMS: what they become there, and how they travel. */
@NullMarked
package io.github.kmsjca.internal.importing;

import org.jspecify.annotations.NullMarked;
