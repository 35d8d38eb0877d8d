package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.telemetry.Log;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a KeyStore's snapshot fresh without making a reader wait: who reads gets what there is, and
 * if it is time to look, a background thread looks for a changed file and, if {@code reload=} says
 * so, asks KMS what the aliases mean now. The new snapshot is complete before it replaces the old
 * one.
 */
final class Reloader {
  private static final Duration FILE_CHECK = Duration.ofSeconds(10);

  private final Contents contents;
  private final Executor background;
  private final InstantSource clock;
  private final Duration resolveInterval;
  private final Duration checkInterval;
  private final AtomicBoolean checking = new AtomicBoolean();
  private volatile Snapshot current;
  private volatile long nextCheckMillis;
  private long nextResolveMillis;
  private @Nullable FileStamp stamp;

  /**
   * Takes the first snapshot.
   *
   * @param background where there is time to look
   * @param resolveInterval zero: aliases are never resolved anew
   */
  Reloader(Contents contents, Executor background, InstantSource clock, Duration resolveInterval)
      throws IOException, CertificateException {
    this.contents = contents;
    this.background = background;
    this.clock = clock;
    this.resolveInterval = resolveInterval;
    this.checkInterval =
        resolveInterval.isZero() || resolveInterval.compareTo(FILE_CHECK) > 0
            ? FILE_CHECK
            : resolveInterval;
    if (contents.file().isPresent()) {
      this.stamp = FileStamp.of(contents.file().get());
    }
    this.current = contents.snapshot();
    this.nextCheckMillis = clock.millis() + checkInterval.toMillis();
    this.nextResolveMillis = clock.millis() + resolveInterval.toMillis();
  }

  Snapshot current() {
    boolean canChange = contents.file().isPresent() || !resolveInterval.isZero();
    if (canChange && clock.millis() >= nextCheckMillis && checking.compareAndSet(false, true)) {
      background.execute(this::check);
    }
    return current;
  }

  /** Changes the entries, on top of what the file says now. */
  void edit(UnaryOperator<Edits> change) throws IOException, CertificateException {
    for (; ; ) {
      Snapshot old = current;
      if (replace(old, next(old, false, change.apply(old.edits())))) {
        return;
      }
    }
  }

  private synchronized boolean replace(Snapshot old, Snapshot next) {
    if (current != old) {
      return false;
    }
    current = next;
    return true;
  }

  private void check() {
    try {
      FileStamp now = contents.file().isPresent() ? FileStamp.of(contents.file().get()) : null;
      boolean fileChanged = now != null && !now.equals(stamp);
      boolean resolveAnew = !resolveInterval.isZero() && clock.millis() >= nextResolveMillis;
      if (fileChanged || resolveAnew) {
        Snapshot old = current;
        if (!replace(old, next(old, resolveAnew, old.edits()))) {
          return; // a program changed the entries meanwhile: the next check finds what is new
        }
        stamp = now;
      }
      if (resolveAnew) {
        nextResolveMillis = clock.millis() + resolveInterval.toMillis();
      }
    } catch (IOException | CertificateException | RuntimeException e) {
      // As text: given the exception itself, the logger would leave {0} as it is.
      Log.logger()
          .log(
              Level.WARNING,
              "KeyStore AWSKMS keeps its entries, reloading failed: {0}",
              e.toString());
    } finally {
      nextCheckMillis = clock.millis() + checkInterval.toMillis();
      checking.set(false);
    }
  }

  private Snapshot next(Snapshot old, boolean resolveAnew, Edits edits)
      throws IOException, CertificateException {
    Map<EntryText, StoreEntry> known = new HashMap<>();
    old.written().forEach(entry -> known.put(entry.text(), entry));
    List<StoreEntry> entries = new ArrayList<>();
    for (EntryText text : contents.texts(edits)) {
      StoreEntry before = known.get(text);
      entries.add(
          before == null ? contents.newEntry(text) : resolveAnew ? successor(before) : before);
    }
    AccountKeys oldKeys = old.accountKeys();
    if (oldKeys == null) {
      return contents.snapshot(entries, null, edits);
    }
    AccountKeys keys = resolveAnew ? contents.newAccountKeys(oldKeys.listed()) : oldKeys;
    if (resolveAnew) {
      keys.keepAll(oldKeys.found().stream().map(this::successor).toList());
    }
    return contents.snapshot(entries, keys, edits);
  }

  /**
   * The same entry, asked of KMS anew if its name can come to mean another key and it was in use.
   * While KMS cannot be reached the old answer stays.
   */
  private StoreEntry successor(StoreEntry entry) {
    KeyName name = entry.text().key();
    if (!entry.isResolved()) {
      return contents.newEntry(entry.text(), entry.isMeant());
    }
    if (name == null || !name.isAlias()) {
      return entry;
    }
    StoreEntry anew = contents.newEntry(entry.text(), entry.isMeant());
    try {
      return anew.key().equals(entry.key()) ? entry : anew;
    } catch (UnrecoverableKeyException e) {
      return anew.isKey() ? entry : anew;
    }
  }
}
