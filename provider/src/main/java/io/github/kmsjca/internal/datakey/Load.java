package io.github.kmsjca.internal.datakey;

import io.github.kmsjca.internal.kms.KmsCallException;
import java.security.ProviderException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One load of a key, under way, and all who wait for it. The one who started it has its claim made
 * before anybody else can use the key up: so every load serves at least one message, and nobody
 * loads for ever.
 */
final class Load<K extends CachedKey> {
  private final Claim claim;
  private final @Nullable K predecessor;
  private final int era;
  private final long begun;
  private final CompletableFuture<@Nullable K> future = new CompletableFuture<>();

  private Load(Claim claim, @Nullable K predecessor, int era, long begun) {
    this.claim = claim;
    this.predecessor = predecessor;
    this.era = era;
    this.begun = begun;
  }

  /** For a caller who waits. */
  static <K extends CachedKey> Load<K> of(Claim claim, int era, long now) {
    return new Load<>(claim, null, era, now);
  }

  /** In the background, while the predecessor serves. */
  static <K extends CachedKey> Load<K> successor(K predecessor, int era, long now) {
    return new Load<>(Claim.LOOK, predecessor, era, now);
  }

  @Nullable K predecessor() {
    return predecessor;
  }

  /** How often the cache had been cleared when it began. */
  int era() {
    return era;
  }

  /** Nanoseconds since it was asked for. */
  long age(long now) {
    return now - begun;
  }

  /** Makes the starter's claim on what came. */
  void claim(K fresh) {
    if (!claim.tryOn(fresh)) {
      throw new IllegalStateException("a new key that takes no message");
    }
  }

  /**
   * Ends it.
   *
   * @param key {@code null}: it was not needed, look again
   */
  void complete(@Nullable K key) {
    future.complete(key);
  }

  void fail(Throwable failure) {
    future.completeExceptionally(failure);
  }

  /**
   * Waits, for the starter: the key comes with its claim made. If the thread is interrupted, the
   * load goes on for the others, and the claim is undone.
   */
  K awaitClaimed(String operation, KeyRequest request) throws KmsCallException {
    boolean arrived = false;
    try {
      K key = await(operation, request);
      if (key == null) {
        throw new IllegalStateException("a load that was begun and withdrawn");
      }
      arrived = true;
      return key;
    } finally {
      if (!arrived) {
        var unused = future.thenAccept(this::undoClaim);
      }
    }
  }

  /** Gives the starter's claim back: it will not be used. */
  void undoClaim(@Nullable K key) {
    if (key != null) {
      claim.undo(key);
    }
  }

  /** Waits, for anybody else; {@code null} means: look again. */
  @Nullable K await(String operation, KeyRequest request) throws KmsCallException {
    try {
      // Bounded: by the deadlines of its KMS calls, and of its wait for its turn to make them.
      return future.get();
    } catch (InterruptedException e) {
      throw KmsCallException.interrupted(operation, request.key().toString(), "", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KmsCallException failure) {
        throw failure.again();
      }
      throw new ProviderException("getting a data key failed: " + e.getCause(), e.getCause());
    }
  }
}
