package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.key.SecretKeyHandle;
import io.github.kmsjca.internal.keystore.file.EntryText;
import io.github.kmsjca.internal.keystore.file.FileText;
import io.github.kmsjca.internal.kms.ClassPathFailure;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.telemetry.Log;
import io.github.kmsjca.spec.KmsFailure;
import java.lang.System.Logger.Level;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry: its text, and what KMS said of its key. That is asked once, when the key is first
 * needed, and kept; a failure is kept for a little while only, so that a handshake which goes
 * through all entries does not wait for the broken ones again and again. An entry that is merely
 * listed, and that nobody means yet, costs no call. Thread-safe.
 */
final class StoreEntry {
  private static final Duration FAILURE_KEPT = Duration.ofSeconds(30);
  private static final Duration FOR_EVER = Duration.ofDays(36_500);
  private static final Duration TRANSIENT_FAILURE_KEPT = Duration.ofSeconds(1);

  /** What came of asking: one of key and failure is there. */
  private record Outcome(
      @Nullable KeyHandle key, @Nullable Exception failure, long keptUntilMillis) {
    boolean isBroken() {
      return key == null && !(failure instanceof KmsCallException e && e.failure().isTransient());
    }
  }

  private final EntryText text;
  private final KeyResolver resolver;
  private final boolean selfSigned;
  private final InstantSource clock;
  private volatile boolean meant;
  private volatile @Nullable Outcome outcome;
  private volatile @Nullable X509Certificate ownCertificate;
  private volatile long noCertificateUntilMillis;

  /**
   * An entry.
   *
   * @param meant whether somebody wants this entry, rather than all that there are
   */
  StoreEntry(
      EntryText text,
      KeyResolver resolver,
      boolean selfSigned,
      InstantSource clock,
      boolean meant) {
    this.text = text;
    this.resolver = resolver;
    this.selfSigned = selfSigned;
    this.clock = clock;
    this.meant = meant;
  }

  EntryText text() {
    return text;
  }

  /** From now on it is worth a certificate, and a call to see whether the key can be had. */
  StoreEntry mean() {
    meant = true;
    return this;
  }

  boolean isMeant() {
    return meant;
  }

  /** True once KMS has answered for this key. */
  boolean isResolved() {
    Outcome known = outcome;
    return known != null && known.key() != null;
  }

  /** True if it is known, without asking, that this is the entry of that key. */
  boolean isKnownToBeOf(KeyArn key) {
    Outcome known = outcome;
    return known != null && known.key() != null && known.key().keyArn().equals(key);
  }

  /**
   * True if there is a key that can be had. An entry that is broken for good says false, and so
   * JSSE passes it over; if KMS just cannot be reached it says true, and {@link #key} tells what is
   * wrong. Of an entry that nobody means it is assumed.
   */
  boolean isKey() {
    if (text.key() == null) {
      return false;
    }
    Outcome known = meant ? outcome() : outcome;
    return known == null || !known.isBroken();
  }

  /** True if the key cannot be had, and asking again would not help. */
  boolean isBroken() {
    return text.key() == null || outcome().isBroken();
  }

  /** KMS's answer that there is no such key; {@code null} if there is one, usable or not. */
  @Nullable KmsCallException absence() {
    return outcome().failure() instanceof KmsCallException e && e.failure() == KmsFailure.NOT_FOUND
        ? e
        : null;
  }

  /** True if KMS said that the key is a symmetric one. */
  boolean isSecretKey() {
    return text.key() != null && outcome().key() instanceof SecretKeyHandle;
  }

  /** True if there is a key with a chain, or with one that is made as soon as somebody means it. */
  boolean isPrivateKey() {
    if (isBroken()) {
      return false;
    }
    return meant
        ? !chain().isEmpty()
        : !text.chain().isEmpty()
            || (selfSigned
                && outcome().key() instanceof PrivateKeyHandle key
                && key.usage() == KeyUsage.SIGN_VERIFY);
  }

  /** The handle. */
  KeyHandle key() throws UnrecoverableKeyException {
    if (text.key() == null) {
      throw unrecoverable(String.valueOf(text.problem()), null);
    }
    Outcome known = outcome();
    KeyHandle key = known.key();
    if (key == null) {
      Exception failure = known.failure();
      throw unrecoverable(failure == null ? "" : String.valueOf(failure.getMessage()), failure);
    }
    return key;
  }

  private UnrecoverableKeyException unrecoverable(String why, @Nullable Exception cause) {
    UnrecoverableKeyException e =
        new UnrecoverableKeyException("KeyStore entry '" + FileText.of(text.alias()) + "': " + why);
    if (cause != null) {
      e.initCause(cause);
    }
    return e;
  }

  /** Leaf first; empty if there is none. */
  List<X509Certificate> chain() {
    if (!text.chain().isEmpty() || !selfSigned || text.key() == null) {
      return text.chain();
    }
    return selfSignedCertificate().map(List::of).orElse(List.of());
  }

  private Optional<X509Certificate> selfSignedCertificate() {
    X509Certificate made = ownCertificate;
    if (made != null || !meant || clock.millis() < noCertificateUntilMillis) {
      return Optional.ofNullable(made);
    }
    if (!(outcome().key() instanceof PrivateKeyHandle key) || key.usage() != KeyUsage.SIGN_VERIFY) {
      return Optional.empty();
    }
    try {
      return Optional.of(keep(SelfSignedCertificate.create(text.alias(), key, clock.instant())));
    } catch (KmsCallException | InvalidKeyException | LinkageError e) {
      String why = e instanceof LinkageError ? ClassPathFailure.text(e) : e.getMessage();
      Log.logger()
          .log(Level.WARNING, "KeyStore entry ''{0}'': {1}", FileText.of(text.alias()), why);
      Duration kept = e instanceof KmsCallException call ? kept(call.failure()) : FAILURE_KEPT;
      noCertificateUntilMillis = clock.millis() + kept.toMillis();
      return Optional.empty();
    }
  }

  /** Two threads may make one at a time; all get the same. */
  private synchronized X509Certificate keep(X509Certificate certificate) {
    X509Certificate kept = ownCertificate;
    if (kept == null) {
      kept = certificate;
      ownCertificate = kept;
    }
    return kept;
  }

  private Outcome outcome() {
    Outcome known = outcome;
    if (known == null || clock.millis() >= known.keptUntilMillis()) {
      known = resolve();
      if (known.keptUntilMillis() > clock.millis()) { // else it is this thread's only
        outcome = known;
      }
    }
    return known;
  }

  private Outcome resolve() {
    KeyName name = text.key();
    if (name == null) {
      throw new IllegalStateException("not a key entry");
    }
    try {
      return new Outcome(certified(resolver.key(name)), null, Long.MAX_VALUE);
    } catch (KmsCallException e) {
      return failed(e, kept(e.failure()));
    } catch (InvalidKeyException | ProviderException e) {
      return failed(e, FAILURE_KEPT);
    }
  }

  private KeyHandle certified(KeyHandle key) throws InvalidKeyException {
    if (text.chain().isEmpty()) {
      return key;
    }
    if (key instanceof PrivateKeyHandle privateKey) {
      return privateKey.withCertificateKey(text.chain().get(0).getPublicKey());
    }
    throw new InvalidKeyException(
        "there is a certificate chain, but KMS key "
            + key.arn()
            + " is symmetric: name the key of the certificate, or remove the chain");
  }

  private static Duration kept(KmsFailure failure) {
    return switch (failure) {
      // Nobody's answer: the next call will have one.
      case REENTRY, INTERRUPTED -> Duration.ZERO;
      // It may have been made a moment ago, by others.
      case NOT_FOUND -> TRANSIENT_FAILURE_KEPT;
      // A key's usage and spec never change, and where an alias points is for the reload to find.
      case WRONG_USAGE -> FOR_EVER;
      default -> failure.isTransient() ? TRANSIENT_FAILURE_KEPT : FAILURE_KEPT;
    };
  }

  private Outcome failed(Exception e, Duration kept) {
    boolean isAbsent =
        e instanceof KmsCallException call
            && call.failure() == KmsFailure.NOT_FOUND
            && text.chain().isEmpty();
    boolean isEnd = e instanceof KmsCallException call && call.failure() == KmsFailure.CLOSED;
    // To ask for what is not there is normal, and so is to be closed while a reload asks.
    Level level = isAbsent || isEnd ? Level.DEBUG : Level.WARNING;
    Log.logger()
        .log(level, "KeyStore entry ''{0}'': {1}", FileText.of(text.alias()), e.getMessage());
    return new Outcome(null, e, clock.instant().plus(kept).toEpochMilli());
  }
}
