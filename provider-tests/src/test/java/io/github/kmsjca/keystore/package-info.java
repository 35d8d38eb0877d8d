/** The KeyStore engine. */
@NullMarked
package io.github.kmsjca.keystore;

import org.jspecify.annotations.NullMarked;
