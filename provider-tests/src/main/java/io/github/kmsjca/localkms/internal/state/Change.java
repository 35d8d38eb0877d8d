package io.github.kmsjca.localkms.internal.state;

import io.github.kmsjca.localkms.internal.model.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A record that a unit wrote.
 *
 * @param table the type of the record
 * @param after null if it was removed
 */
public record Change(
    Scope scope, Class<? extends StoredRecord> table, String id, @Nullable StoredRecord after) {}
