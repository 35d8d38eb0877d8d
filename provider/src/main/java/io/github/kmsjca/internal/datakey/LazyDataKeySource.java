package io.github.kmsjca.internal.datakey;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.configuration.Settings;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.Sandbox;
import io.github.kmsjca.internal.lifecycle.Lifecycle;
import io.github.kmsjca.internal.telemetry.Gauges;
import io.github.kmsjca.spec.KmsFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data keys of a provider instance, with a cache before KMS or without, as the settings say.
 * Reads the settings, and loads the cache's classes, with the first message and not before.
 */
public final class LazyDataKeySource implements DataKeySource {
  private final Settings settings;
  private final Lifecycle lifecycle;
  private volatile @Nullable DataKeySource source;

  /**
   * A source that has read nothing yet.
   *
   * @param lifecycle of the instance, by whose name JMX shows the numbers
   */
  public LazyDataKeySource(Settings settings, Lifecycle lifecycle) {
    this.settings = settings;
    this.lifecycle = lifecycle;
  }

  @Override
  public EncryptionKey forEncryption(EncryptionRequest request, long length)
      throws KmsCallException {
    return source("GenerateDataKey", request.key()).forEncryption(request, length);
  }

  @Override
  public DecryptionKey forDecryption(DecryptionRequest request) throws KmsCallException {
    return source("Decrypt", request.key()).forDecryption(request);
  }

  /** Retires all keys at hand; messages under way end with theirs. */
  public void clear() {
    if (source instanceof CachingDataKeySource cache) {
      cache.clear();
    }
  }

  /** Empty as long as there is no cache. */
  public Optional<CacheStatistics> encryptionStatistics() {
    return source instanceof CachingDataKeySource cache
        ? Optional.of(cache.encryptionStatistics())
        : Optional.empty();
  }

  /** Empty as long as there is no cache. */
  public Optional<CacheStatistics> decryptionStatistics() {
    return source instanceof CachingDataKeySource cache
        ? Optional.of(cache.decryptionStatistics())
        : Optional.empty();
  }

  /** The caller is looked at here: KMS may be called on a thread of the cache's, which may all. */
  private DataKeySource source(String operation, KeyArn key) throws KmsCallException {
    Sandbox.requireTrust(operation);
    KmsCallException.requireOpen(lifecycle, operation, key.toString());
    DataKeySource made = source;
    return made != null ? made : make(operation, key);
  }

  private synchronized DataKeySource make(String operation, KeyArn key) throws KmsCallException {
    DataKeySource made = source;
    if (made == null) {
      try {
        Configuration configuration = settings.get();
        made =
            configuration.isOn(Setting.DATA_KEY_CACHE)
                ? cache(configuration)
                : new KmsDataKeySource();
      } catch (ConfigurationException e) {
        throw new KmsCallException(
            KmsFailure.CONFIGURATION, operation, key.toString(), String.valueOf(e.getMessage()), e);
      }
      source = made;
    }
    return made;
  }

  private DataKeySource cache(Configuration configuration) {
    CachingDataKeySource cache =
        new CachingDataKeySource(
            CacheBounds.of(configuration),
            CacheEnvironment.system(
                lifecycle,
                configuration.count(Setting.MAX_CONNECTIONS),
                configuration.duration(Setting.CALL_TIMEOUT)),
            new Gauges("DataKeyCache", lifecycle.providerName()));
    lifecycle.add(cache::end);
    return cache;
  }
}
