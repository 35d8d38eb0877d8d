/** The Signature engine. */
@NullMarked
package io.github.kmsjca.signature;

import org.jspecify.annotations.NullMarked;
