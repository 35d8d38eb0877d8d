package io.github.kmsjca.internal.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsFailure;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.PublicKeyFacts;
import io.github.kmsjca.internal.kms.Reentry;
import io.github.kmsjca.internal.telemetry.AliasMoves;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * From names to keys: one per provider instance. Public keys are cached by ARN, for ever within the
 * bound since they never change, and only what GetPublicKey answered gets in. What an alias means
 * is not cached here: a KeyStore keeps the handle it resolved, and asks again when it reloads.
 * Concurrent requests for one name make one KMS call. Thread-safe.
 */
public final class KeyResolver {
  private static final int MAX_KEYS = 10_000;

  private final String providerName;
  private final KmsGateway gateway;
  private final Map<KeyName, CompletableFuture<PublicKeyFacts>> inFlight =
      new ConcurrentHashMap<>();
  private volatile @Nullable Caches caches;

  /** Made on first use: a provider that is only registered loads no cache. */
  private static final class Caches {
    final Cache<KeyArn, PublicKeyFacts> byArn = cache();
    final Cache<ByteBuffer, PublicKeyFacts> byPublicKey = cache();
    final Cache<KeyName, KeyArn> lastSeen = cache();

    private static <K, V> Cache<K, V> cache() {
      return Caffeine.newBuilder().maximumSize(MAX_KEYS).executor(Runnable::run).build();
    }
  }

  public KeyResolver(String providerName, KmsGateway gateway) {
    this.providerName = providerName;
    this.gateway = gateway;
  }

  KmsGateway gateway() {
    return gateway;
  }

  String providerName() {
    return providerName;
  }

  /**
   * The handle of the key that a name means now: one GetPublicKey, none if the name is an ARN that
   * is known already.
   */
  public PrivateKeyHandle privateKey(KeyName name) throws KmsCallException {
    PublicKeyFacts facts = facts(name);
    return PrivateKeyHandle.of(facts.arn(), facts.spec(), facts.usage(), this, decode(facts));
  }

  /**
   * The aliases of the account's keys in the default Region, without {@code alias/}: ListAliases.
   */
  public List<String> aliases() throws KmsCallException {
    return gateway.aliases();
  }

  /** The handle of the key with that public key, if it was resolved here before: no KMS call. */
  public Optional<PrivateKeyHandle> resolved(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return Optional.ofNullable(encoded)
        .map(bytes -> caches().byPublicKey.getIfPresent(ByteBuffer.wrap(bytes)))
        .map(f -> PrivateKeyHandle.of(f.arn(), f.spec(), f.usage(), this, key));
  }

  PublicKey publicKey(KeyArn arn) throws KmsCallException {
    return decode(facts(KeyName.of(arn)));
  }

  private PublicKeyFacts facts(KeyName name) throws KmsCallException {
    // This thread may itself hold the unfinished call that it would wait for below.
    Reentry.refuse("GetPublicKey", name.keyId());
    PublicKeyFacts known = name.keyArn().map(caches().byArn::getIfPresent).orElse(null);
    if (known != null) {
      return known;
    }
    CompletableFuture<PublicKeyFacts> mine = new CompletableFuture<>();
    CompletableFuture<PublicKeyFacts> other = inFlight.putIfAbsent(name, mine);
    if (other != null) {
      return await(name, other);
    }
    try {
      PublicKeyFacts facts = gateway.publicKey(name);
      caches().byArn.put(facts.arn(), facts);
      caches().byPublicKey.put(ByteBuffer.wrap(facts.publicKey().getEncoded()), facts);
      noteAlias(name, facts.arn());
      mine.complete(facts);
      return facts;
    } catch (KmsCallException | RuntimeException | Error e) {
      // Before it completes: a waiter that tries again must not find it.
      inFlight.remove(name, mine);
      mine.completeExceptionally(e);
      throw e;
    } finally {
      inFlight.remove(name, mine);
    }
  }

  private PublicKeyFacts await(KeyName name, CompletableFuture<PublicKeyFacts> future)
      throws KmsCallException {
    try {
      // Bounded by the deadline of the call that another thread is making.
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof KmsCallException failure) {
        if (failure.failure() == KmsFailure.INTERRUPTED) {
          return facts(name); // it was the other thread that somebody interrupted
        }
        throw failure;
      }
      throw new ProviderException("resolving the key failed", e.getCause());
    }
  }

  private void noteAlias(KeyName name, KeyArn arn) {
    if (!name.isAlias()) {
      return;
    }
    KeyArn old = caches().lastSeen.asMap().put(name, arn);
    if (old != null && !old.equals(arn)) {
      AliasMoves.tell(name.toString(), old.toString(), arn.toString());
    }
  }

  private PublicKey decode(PublicKeyFacts facts) {
    try {
      return PublicKeys.decode(facts.spec(), facts.publicKey());
    } catch (InvalidKeyException e) {
      throw new ProviderException(
          "KMS GetPublicKey of key " + facts.arn() + ": " + e.getMessage(), e);
    }
  }

  private synchronized Caches makeCaches() {
    Caches made = caches;
    if (made == null) {
      made = new Caches();
      caches = made;
    }
    return made;
  }

  private Caches caches() {
    Caches made = caches;
    return made != null ? made : makeCaches();
  }
}
