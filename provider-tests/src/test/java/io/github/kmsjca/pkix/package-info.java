/** Bouncy Castle's bcpkix, unmodified, with keys in KMS. */
package io.github.kmsjca.pkix;
