package io.github.kmsjca.internal.kms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What GetKeyRotationStatus answers.
 *
 * @param periodInDays {@code null} if rotation is not enabled
 * @param next {@code null} if rotation is not enabled
 */
public record Rotation(boolean enabled, @Nullable Integer periodInDays, @Nullable Instant next) {}
