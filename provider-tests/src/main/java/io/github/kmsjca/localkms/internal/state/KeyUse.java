package io.github.kmsjca.localkms.internal.state;

import io.github.kmsjca.localkms.internal.model.Scope;

/** The last use of a key. */
public record KeyUse(Scope scope, String keyId, LastUse use) {}
