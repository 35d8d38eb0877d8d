/**
 * What a KMS remembers: keys and aliases, one realm per account and Region, behind a store port.
 */
@NullMarked
package io.github.kmsjca.localkms.internal.state;

import org.jspecify.annotations.NullMarked;
