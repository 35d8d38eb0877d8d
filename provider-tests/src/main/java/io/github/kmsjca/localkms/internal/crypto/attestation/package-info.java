/**
 * Attestation documents of enclaves, as AWS Nitro has them: their form, their issuer, their use.
 */
@NullMarked
package io.github.kmsjca.localkms.internal.crypto.attestation;

import org.jspecify.annotations.NullMarked;
