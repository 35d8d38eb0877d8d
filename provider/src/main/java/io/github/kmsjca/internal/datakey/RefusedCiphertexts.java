package io.github.kmsjca.internal.datakey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.message.EncryptionContexts;
import io.github.kmsjca.spec.KmsFailure;
import java.time.Duration;
import java.util.Map;

/**
 * What KMS would not unwrap a moment ago: who sends the same garbage again and again gets no KMS
 * call for it. Bounded by what is remembered, not by how much there is of it. Thread-safe.
 */
final class RefusedCiphertexts {
  private static final Duration MEMORY = Duration.ofSeconds(5);
  private static final long MAX_BYTES = 1 << 20;

  /** Besides ciphertext and context: request, exception and the cache's own. */
  private static final int OVERHEAD = 500;

  /** Of a pair of the context, besides its characters. */
  private static final int PAIR_OVERHEAD = 120;

  private final Cache<DecryptionRequest, KmsCallException> failures;

  RefusedCiphertexts(CacheEnvironment environment) {
    this.failures =
        Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher(
                (DecryptionRequest request, KmsCallException failure) ->
                    OVERHEAD + request.wrapped().length + weight(request.context()))
            .expireAfterWrite(MEMORY)
            .ticker(environment.ticker())
            .scheduler(environment.scheduler())
            .executor(Runnable::run)
            .build();
  }

  private static int weight(Map<String, String> context) {
    return PAIR_OVERHEAD * context.size() + 2 * EncryptionContexts.characters(context);
  }

  /** Throws what KMS said to the same request, if that was just now. */
  void check(DecryptionRequest request) throws KmsCallException {
    KmsCallException failure = failures.getIfPresent(request);
    if (failure != null) {
      throw failure.again();
    }
  }

  /** Remembers the failure, if it is one that lies in the ciphertext. */
  void note(DecryptionRequest request, KmsCallException failure) {
    if (failure.failure() == KmsFailure.INVALID_CIPHERTEXT) {
      failures.put(request, failure);
    }
  }

  void clear() {
    failures.invalidateAll();
  }

  long size() {
    return failures.estimatedSize();
  }
}
