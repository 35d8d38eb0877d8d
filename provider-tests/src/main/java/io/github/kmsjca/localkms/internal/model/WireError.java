package io.github.kmsjca.localkms.internal.model;

import org.jspecify.annotations.Nullable;

/** An error as it goes over the wire: HTTP status, {@code __type} and, unless null, the text. */
public record WireError(int status, String type, @Nullable String message) {}
