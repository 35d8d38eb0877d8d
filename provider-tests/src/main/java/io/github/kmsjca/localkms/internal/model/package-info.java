/**
 * The words of the KMS API as data: names, constraints, errors, identifiers. Depends on nothing of
 * ours.
 */
@NullMarked
package io.github.kmsjca.localkms.internal.model;

import org.jspecify.annotations.NullMarked;
