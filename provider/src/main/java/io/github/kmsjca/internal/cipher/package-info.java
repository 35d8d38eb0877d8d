/** The engine {@code Cipher}. */
@NullMarked
package io.github.kmsjca.internal.cipher;

import org.jspecify.annotations.NullMarked;
