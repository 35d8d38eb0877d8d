package io.github.kmsjca.internal.kms;

import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;

/** GenerateRandom, which is about no key, and so not for the scope to permit. */
final class RandomCalls {
  private static final String OPERATION = "GenerateRandom";

  private final SdkCalls calls;

  RandomCalls(SdkCalls calls) {
    this.calls = calls;
  }

  byte[] generate(int length) throws KmsCallException {
    GenerateRandomResponse response =
        calls.call(
            OPERATION, Optional.empty(), kms -> kms.generateRandom(r -> r.numberOfBytes(length)));
    SdkBytes plaintext = response.plaintext();
    if (plaintext == null) {
      throw refusal("it has no Plaintext", response);
    }
    byte[] kept = plaintext.asByteArrayUnsafe();
    try {
      if (kept.length != length) {
        throw refusal(kept.length + " random bytes, not " + length, response);
      }
      if (Arrays.equals(kept, new byte[length])) {
        throw refusal("zeros only, no random bytes", response);
      }
      return kept.clone();
    } finally {
      Arrays.fill(kept, (byte) 0);
    }
  }

  private static KmsCallException refusal(String what, GenerateRandomResponse response) {
    return new KmsCallException(
        KmsFailure.INCOMPLETE_ANSWER,
        OPERATION,
        "",
        what + ResponseChecks.requestId(response),
        null);
  }
}
