/** The KeyStore engine. */
package io.github.kmsjca.keystore;
