package io.github.kmsjca.localkms.internal.dispatch;

import io.github.kmsjca.localkms.internal.operation.Environment;
import io.github.kmsjca.localkms.internal.state.Store;

/** What decides on every call alike. */
record Permissions(Store store, Environment environment, KeyPolicies keyPolicies, Grants grants) {}
