package io.github.kmsjca.localkms.internal.state;

import java.time.Instant;

/**
 * The last time that a key was used.
 *
 * @param requestId of the call
 */
public record LastUse(String operation, Instant when, String requestId) {}
