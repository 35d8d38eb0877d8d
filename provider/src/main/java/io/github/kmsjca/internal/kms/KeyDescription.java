package io.github.kmsjca.internal.kms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What DescribeKey answers, in KMS's own words: it may be a key that this library has no use for.
 *
 * @param deletionDate when the key goes, if it is to go
 */
public record KeyDescription(
    KeyArn arn,
    String spec,
    String usage,
    String state,
    String origin,
    boolean multiRegion,
    @Nullable Instant deletionDate) {}
