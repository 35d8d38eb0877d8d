/** The KeyStore engine: a text file of certificates, and KMS keys. */
@NullMarked
package io.github.kmsjca.internal.keystore;

import org.jspecify.annotations.NullMarked;
