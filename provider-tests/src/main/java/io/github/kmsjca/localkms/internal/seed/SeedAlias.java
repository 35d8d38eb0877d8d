package io.github.kmsjca.localkms.internal.seed;

import io.github.kmsjca.localkms.internal.model.Scope;

/**
 * An alias that is to be there.
 *
 * @param name with its prefix
 * @param keyId the bare id of the key
 */
record SeedAlias(Place place, Scope scope, String name, String keyId) {}
