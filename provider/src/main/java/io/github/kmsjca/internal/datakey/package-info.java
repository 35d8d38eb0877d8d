/**
 * Data keys for messages: from KMS, leased, and shared by many messages within the user's bounds.
 */
@NullMarked
package io.github.kmsjca.internal.datakey;

import org.jspecify.annotations.NullMarked;
