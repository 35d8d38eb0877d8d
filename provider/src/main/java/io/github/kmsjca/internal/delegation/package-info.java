/** Hands a foreign key's operation to the next provider; shared by the engines. */
@NullMarked
package io.github.kmsjca.internal.delegation;

import org.jspecify.annotations.NullMarked;
