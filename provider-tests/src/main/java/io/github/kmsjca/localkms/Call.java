package io.github.kmsjca.localkms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call that reached a {@link LocalKms}, whether it succeeded or not.
 *
 * @param time when its answer was ready, by the clock that clients sign by
 * @param operation the name of the operation, such as {@code Sign}; empty if the request named none
 * @param region the Region that the request was signed for; empty if it was not signed
 * @param accessKeyId the access key that the request names; empty if it was not signed
 * @param principal the ARN of the caller; empty if the signature was refused
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
    String principal,
    @Nullable String keyId,
    @Nullable String algorithm,
    @Nullable String error,
    @Nullable String fault,
    String requestId) {
  private static final int LONGEST_WORD = 300;

  /**
   * The call in one line, for a log: time, operation, Region, principal or else access key, key,
   * outcome, and request id. What the client said in place of a name is made harmless and short.
   *
   * @return a line without an end
   */
  public String line() {
    StringBuilder line = new StringBuilder(200).append(time);
    word(line, operation);
    word(line, region);
    word(line, principal.isEmpty() ? accessKeyId : principal);
    word(line, keyId == null ? "" : keyId);
    word(line, error == null ? "ok" : error);
    if (fault != null) {
      word(line, "fault=" + fault);
    }
    return line.append(' ').append(requestId).toString();
  }

  /** One word, so that a line has as many as it should: {@code -} for none. */
  private static void word(StringBuilder line, String text) {
    line.append(' ');
    if (text.isEmpty()) {
      line.append('-');
    }
    int length = Math.min(text.length(), LONGEST_WORD);
    for (int i = 0; i < length; i++) {
      char letter = text.charAt(i);
      line.append(letter > ' ' && letter < 0x7F ? letter : '?');
    }
    if (length < text.length()) {
      line.append("...");
    }
  }
}
