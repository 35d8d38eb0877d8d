/** The ciphers with KMS keys, and with keys that are none. */
package io.github.kmsjca.cipher;
