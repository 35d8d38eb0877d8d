/** JSSE with keys in KMS. */
package io.github.kmsjca.tls;
