package io.github.kmsjca.localkms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call that reached a {@link LocalKms}, whether it succeeded or not.
 *
 * @param time when its answer was ready, by the clock of the local KMS
 * @param operation the name of the operation, such as {@code Sign}; empty if the request named none
 * @param region the Region that the request was signed for; empty if it was not signed
 * @param accessKeyId the access key that the request names; empty if it was not signed
 * @param keyId the key as the caller sent it ({@code KeyId}, {@code TargetKeyId} or {@code
 *     DestinationKeyId}), or null if the input names none or was never read
 * @param algorithm the algorithm that the input names ({@code SigningAlgorithm}, {@code
 *     EncryptionAlgorithm} or {@code DestinationEncryptionAlgorithm}), or null if it names none or
 *     was never read
 * @param error the wire name of the error, such as {@code NotFoundException}, the name of the
 *     {@link Fault} that kept KMS's answer from the client, or null if the call succeeded
 * @param fault the {@link Fault} that struck the call, written as {@link Fault#parse} reads it;
 *     null if none did
 * @param requestId the request id in the answer, by which the AWS SDK's exceptions name the call
 */
public record Call(
    Instant time,
    String operation,
    String region,
    String accessKeyId,
    @Nullable String keyId,
    @Nullable String algorithm,
    @Nullable String error,
    @Nullable String fault,
    String requestId) {}
