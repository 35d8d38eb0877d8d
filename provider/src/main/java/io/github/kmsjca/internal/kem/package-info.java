/**
 * The KEM engine: encapsulation here, decapsulation in KMS. All without naming a class of {@code
 * javax.crypto.KEM}, which older Java platforms lack.
 */
@NullMarked
package io.github.kmsjca.internal.kem;

import org.jspecify.annotations.NullMarked;
