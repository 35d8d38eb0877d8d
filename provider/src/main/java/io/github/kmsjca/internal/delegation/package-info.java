/** Hands what is not for us to the others: foreign keys' operations, and generators' plain use. */
@NullMarked
package io.github.kmsjca.internal.delegation;

import org.jspecify.annotations.NullMarked;
