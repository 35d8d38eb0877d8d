/** Unmodified JWT libraries with keys in KMS. */
package io.github.kmsjca.jwt;
