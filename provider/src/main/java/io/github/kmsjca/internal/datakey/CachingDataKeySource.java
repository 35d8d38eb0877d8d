package io.github.kmsjca.internal.datakey;

import io.github.kmsjca.internal.algorithm.MessageSuite;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.telemetry.Gauges;
import io.github.kmsjca.internal.telemetry.Log;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Data keys for many messages, within the user's bounds. Safe because every message derives a key
 * of its own; where the suite does not, or a message alone is beyond a bound, the message gets a
 * data key of its own.
 */
final class CachingDataKeySource implements DataKeySource {
  private final KmsDataKeySource source = new KmsDataKeySource();
  private final CacheBounds bounds;
  private final KeyCache<EncryptionRequest, CachedEncryptionKey> encryption;
  private final KeyCache<DecryptionRequest, CachedDecryptionKey> decryption;
  private final RefusedCiphertexts refused;
  private final Gauges gauges;
  private final AtomicBoolean toldOfLength = new AtomicBoolean();
  private final AtomicBoolean toldOfSuite = new AtomicBoolean();

  /**
   * An empty cache.
   *
   * @param gauges where its numbers are shown
   */
  CachingDataKeySource(CacheBounds bounds, CacheEnvironment environment, Gauges gauges) {
    this.bounds = bounds;
    this.gauges = gauges;
    this.refused = new RefusedCiphertexts(environment);
    this.encryption =
        new KeyCache<>(
            "GenerateDataKey",
            this::generate,
            environment.lifetimes(bounds.maxAge(), true),
            bounds.maxEntries(),
            environment,
            environment.loads());
    this.decryption =
        new KeyCache<>(
            "Decrypt",
            this::unwrap,
            environment.lifetimes(bounds.maxAge(), bounds.refreshDecrypt()),
            bounds.maxDecryptEntries(),
            environment,
            environment.decryptLoads());
  }

  @Override
  public EncryptionKey forEncryption(EncryptionRequest request, long length)
      throws KmsCallException {
    if (length < 0) {
      throw new IllegalArgumentException("a length of " + length);
    }
    MessageSuite suite = request.suite();
    if (suite.derivation() == null) {
      bypass(encryption, request, toldOfSuite, suite + " derives no key per message");
      return source.forEncryption(request, length);
    }
    if (length > bounds.maxBytes()) {
      bypass(encryption, request, toldOfLength, "it is longer than dataKey.maxBytes");
      return source.forEncryption(request, length);
    }
    CachedEncryptionKey key = encryption.tryUse(request, length);
    return key != null ? key : encryption.use(request, length);
  }

  @Override
  public DecryptionKey forDecryption(DecryptionRequest request) throws KmsCallException {
    MessageSuite suite = request.suite();
    if (suite.derivation() == null) {
      bypass(decryption, request, toldOfSuite, suite + " derives no key per message");
      refused.check(request);
      return unwrap(request, DataKey::forOneUse);
    }
    CachedDecryptionKey key = decryption.tryUse(request, 0);
    if (key != null) {
      return key;
    }
    refused.check(request);
    return decryption.use(request, 0);
  }

  private static <R extends KeyRequest> void bypass(
      KeyCache<R, ?> cache, R request, AtomicBoolean told, String reason) {
    cache.record().bypassed(request, reason);
    if (told.compareAndSet(false, true)) {
      Log.logger()
          .log(
              Level.INFO,
              "A message did not use the data-key cache of {0}, since {1}. This is said once.",
              request.key(),
              reason);
    }
  }

  private CachedEncryptionKey generate(EncryptionRequest request, Supplier<Lifetime> birth)
      throws KmsCallException {
    gauges.show(this, CachingDataKeySource::numbers);
    GeneratedKey generated = source.generate(request, DataKey::new);
    return new CachedEncryptionKey(
        generated, birth.get(), new Budget(bounds.maxMessages(), bounds.maxBytes()));
  }

  private CachedDecryptionKey unwrap(DecryptionRequest request, Supplier<Lifetime> birth)
      throws KmsCallException {
    gauges.show(this, CachingDataKeySource::numbers);
    return new CachedDecryptionKey(unwrap(request, DataKey::new), birth.get());
  }

  private DataKey unwrap(DecryptionRequest request, Function<byte[], DataKey> holder)
      throws KmsCallException {
    try {
      return source.unwrap(request, holder);
    } catch (KmsCallException e) {
      refused.note(request, e);
      throw e;
    }
  }

  CacheStatistics encryptionStatistics() {
    return encryption.statistics();
  }

  CacheStatistics decryptionStatistics() {
    return decryption.statistics();
  }

  /** All that JMX shows. */
  Map<String, Object> numbers() {
    Map<String, Object> numbers = encryptionStatistics().named("Encryption");
    numbers.putAll(decryptionStatistics().named("Decryption"));
    return numbers;
  }

  /** Retires all keys, and is shown no longer. */
  void end() {
    gauges.hide();
    clear();
  }

  /** Retires all keys; messages under way end with theirs. */
  void clear() {
    encryption.clear();
    decryption.clear();
    refused.clear();
  }

  /** Wipes now what the scheduler would have wiped soon. */
  void cleanUp() {
    encryption.cleanUp();
    decryption.cleanUp();
  }

  /** For tests: loads that have not ended. */
  int loadsInFlight() {
    return encryption.loadsInFlight() + decryption.loadsInFlight();
  }

  /** For tests: garbage that is remembered. */
  long refusedEntries() {
    return refused.size();
  }
}
