/** Asks KMS what the caller may do, without doing it. */
@NullMarked
package io.github.kmsjca.internal.permission;

import org.jspecify.annotations.NullMarked;
