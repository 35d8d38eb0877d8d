package io.github.kmsjca.internal.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.kms.ClassPathFailure;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.internal.kms.ReentrancyGuard;
import io.github.kmsjca.internal.kms.call.ListAliases;
import io.github.kmsjca.internal.telemetry.AliasMoves;
import io.github.kmsjca.spec.KmsFailure;
import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * From names to keys: one per provider instance. Facts are cached by ARN, for ever within the bound
 * since they never change, and only what KMS answered gets in. What an alias means is not cached
 * here: a KeyStore keeps the handle it resolved, and asks again when it reloads. Concurrent
 * requests for one name share the calls of one. Thread-safe.
 */
public final class KeyResolver {
  private static final int MAX_KEYS = 10_000;

  private final String providerName;
  private final KmsGateway gateway;
  private final Map<KeyName, CompletableFuture<KeyFacts>> inFlight = new ConcurrentHashMap<>();
  private final Map<KeyName, AskedAhead> askedAhead = new ConcurrentHashMap<>();
  private volatile @Nullable Caches caches;
  private volatile @Nullable LostLookups lostLookups;

  /** What KMS said before anybody needed it: for who needs it first, unless that is much later. */
  private record AskedAhead(KeyFacts facts, long at) {
    private static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(10);

    boolean isFresh() {
      return System.nanoTime() - at < MOST_NANOS;
    }
  }

  /** Made on first use: a provider that is only registered loads no cache. */
  private static final class Caches {
    final Cache<KeyArn, KeyFacts> byArn = cache();
    final Cache<ByteBuffer, KeyFacts> byPublicKey = cache();
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

  public String providerName() {
    return providerName;
  }

  /**
   * The handle of the key that a name means now: one GetPublicKey, and one DescribeKey as well if
   * the key is symmetric; none if the name is an ARN that is known already.
   */
  public KeyHandle key(KeyName name) throws KmsCallException {
    try {
      return resolve(name);
    } catch (LinkageError e) {
      throw ClassPathFailure.of("GetPublicKey", name.keyId(), e);
    }
  }

  private KeyHandle resolve(KeyName name) throws KmsCallException {
    KeyFacts facts = facts(name);
    X509EncodedKeySpec encoded = facts.publicKey();
    return encoded == null
        ? new SecretKeyHandle(
            facts.arn(), facts.spec(), facts.usage(), KeyAccess.plain(this), Map.of())
        : PrivateKeyHandle.of(
            facts.arn(),
            facts.spec(),
            facts.usage(),
            KeyAccess.plain(this),
            decode(facts, encoded));
  }

  /** Asks what a name means; who next asks for its key gets that answer, without a call. */
  public void askAhead(KeyName name) throws KmsCallException {
    KeyFacts facts = facts(name);
    if (name.keyArn().isEmpty()) {
      askedAhead.put(name, new AskedAhead(facts, System.nanoTime()));
    }
  }

  /**
   * The handle of a key that KMS has just made: one GetPublicKey, and no call at all if the key is
   * symmetric.
   */
  public KeyHandle made(KeyArn arn, KeySpec spec, KeyUsage usage) throws KmsCallException {
    if (!spec.hasPublicKey()) {
      keep(new KeyFacts(arn, spec, usage, null));
    }
    return key(KeyName.of(arn));
  }

  /**
   * The aliases of the account's keys in the default Region, without {@code alias/} where they can
   * do without: ListAliases.
   */
  public List<String> aliases() throws KmsCallException {
    return ListAliases.all(gateway);
  }

  /** The handle of the key with that public key, if it was resolved here before: no KMS call. */
  public Optional<PrivateKeyHandle> resolved(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return Optional.ofNullable(encoded)
        .map(bytes -> caches().byPublicKey.getIfPresent(ByteBuffer.wrap(bytes)))
        .map(f -> PrivateKeyHandle.of(f.arn(), f.spec(), f.usage(), KeyAccess.plain(this), key));
  }

  /**
   * The public key of a handle.
   *
   * @throws ProviderException if its key is not what the handle says, as one that was read from a
   *     stream may
   */
  PublicKey publicKey(PrivateKeyHandle handle) throws KmsCallException {
    KeyFacts facts = facts(KeyName.of(handle.keyArn()));
    try {
      requireTrue(handle, facts);
    } catch (InvalidKeyException e) {
      throw new ProviderException(e.getMessage(), e);
    }
    return decode(facts, Objects.requireNonNull(facts.publicKey()));
  }

  /** Refuses a handle of which KMS said something else than it does. Makes no call. */
  void requireTrue(PrivateKeyHandle handle) throws InvalidKeyException {
    KeyFacts known = caches().byArn.getIfPresent(handle.keyArn());
    if (known != null) {
      requireTrue(handle, known);
    }
  }

  private static void requireTrue(PrivateKeyHandle handle, KeyFacts facts)
      throws InvalidKeyException {
    if (handle.spec() != facts.spec()) {
      throw new InvalidKeyException(
          "KMS key "
              + facts.arn()
              + " is "
              + facts.spec()
              + ", and its handle says that it is "
              + handle.spec()
              + ": get the key from the KeyStore");
    }
  }

  /** The names that were not found. Made on first use, as the caches are. */
  public LostLookups lostLookups() {
    LostLookups made = lostLookups;
    return made != null ? made : makeLostLookups();
  }

  private synchronized LostLookups makeLostLookups() {
    LostLookups made = lostLookups;
    if (made == null) {
      made = new LostLookups();
      lostLookups = made;
    }
    return made;
  }

  /**
   * To be asked before a key that is not ours is handed on.
   *
   * @throws InvalidKeyException if there is none, and a KeyStore of this instance did not find one
   *     lately
   */
  public void requireFound(@Nullable Key key) throws InvalidKeyException {
    LostLookups lost = lostLookups;
    if (key == null && lost != null) {
      lost.refuseNull();
    }
  }

  private KeyFacts facts(KeyName name) throws KmsCallException {
    // This thread may itself hold the unfinished call that it would wait for below.
    ReentrancyGuard.refuse("GetPublicKey", name.keyId());
    KeyFacts known = name.keyArn().map(caches().byArn::getIfPresent).orElse(null);
    if (known != null) {
      return known;
    }
    AskedAhead asked = askedAhead.isEmpty() ? null : askedAhead.remove(name);
    if (asked != null && asked.isFresh()) {
      return asked.facts;
    }
    CompletableFuture<KeyFacts> mine = new CompletableFuture<>();
    CompletableFuture<KeyFacts> other = inFlight.putIfAbsent(name, mine);
    if (other != null) {
      Optional<KeyFacts> told = Others.await(name, other);
      return told.isPresent() ? told.get() : facts(name);
    }
    try {
      KeyFacts facts = KeyFacts.ask(gateway, name);
      keep(facts);
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

  private void keep(KeyFacts facts) {
    caches().byArn.put(facts.arn(), facts);
    if (facts.publicKey() != null) {
      caches().byPublicKey.put(ByteBuffer.wrap(facts.publicKey().getEncoded()), facts);
    }
  }

  /** Apart, so that registration need not load what can go wrong. */
  private static final class Others {
    /** What another thread is told; empty if that was interrupted. */
    static Optional<KeyFacts> await(KeyName name, CompletableFuture<KeyFacts> future)
        throws KmsCallException {
      try {
        // Bounded by the deadlines of the calls that the other thread is making.
        return Optional.of(future.get());
      } catch (InterruptedException e) {
        throw KmsCallException.interrupted("GetPublicKey", name.keyId(), "", e);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof KmsCallException failure)) {
          throw new ProviderException("resolving the key failed", e.getCause());
        }
        if (failure.failure() == KmsFailure.INTERRUPTED) {
          return Optional.empty();
        }
        throw failure.again();
      }
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

  private static PublicKey decode(KeyFacts facts, X509EncodedKeySpec encoded) {
    try {
      return PublicKeys.decode(facts.spec(), encoded);
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
