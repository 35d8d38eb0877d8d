package io.github.kmsjca.internal.kms.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of AWS credentials. It has no secret in it, so that none can be printed.
 *
 * @param source which link of the chain gave them
 * @param accessKeyEnd the last four characters of the access key id
 * @param temporary true if a session token belongs to them
 * @param account the account, where the credentials tell
 * @param expiry when they end, where they tell
 */
public record CredentialFacts(
    String source,
    String accessKeyEnd,
    boolean temporary,
    @Nullable String account,
    @Nullable Instant expiry) {}
