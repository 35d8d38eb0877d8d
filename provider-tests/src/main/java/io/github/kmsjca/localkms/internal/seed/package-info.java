/**
 * Keys and aliases that a local KMS is to have from the start: seed files, read and put in place.
 */
@NullMarked
package io.github.kmsjca.localkms.internal.seed;

import org.jspecify.annotations.NullMarked;
