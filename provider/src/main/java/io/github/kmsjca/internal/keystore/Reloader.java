package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.keystore.file.EntryText;
import io.github.kmsjca.internal.keystore.file.FileStamp;
import io.github.kmsjca.internal.keystore.file.FileText;
import io.github.kmsjca.internal.keystore.file.KeyStoreFile;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.telemetry.Log;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private @Nullable FileStamp unusable;
  private @Nullable FileStamp doubtful;

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

  /**
   * Changes the entries, on top of what the file says now. If that has new mistakes it may be half
   * written: then on top of what was known, and the next look decides.
   */
  void edit(UnaryOperator<Edits> change) throws IOException, CertificateException {
    for (; ; ) {
      Snapshot old = current;
      Edits edits = change.apply(old.edits());
      KeyStoreFile read = contents.read();
      KeyStoreFile usable = hasNewMistakes(read, old) ? old.file() : read;
      if (replace(old, next(old, false, usable, edits))) {
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
      boolean resolveAnew = !resolveInterval.isZero() && clock.millis() >= nextResolveMillis;
      Snapshot old = current;
      Path file = contents.file().orElse(null);
      FileStamp now = file == null ? FileStamp.ABSENT : FileStamp.of(file);
      KeyStoreFile changed = file == null ? null : changed(file, now, old);
      if (changed != null || resolveAnew) {
        KeyStoreFile read = changed != null ? changed : old.file();
        if (!replace(old, next(old, resolveAnew, read, old.edits()))) {
          return; // a program changed the entries meanwhile: the next check finds what is new
        }
        if (changed != null) {
          stamp = now;
          contents.log(changed);
        }
      }
      if (resolveAnew) {
        nextResolveMillis = clock.millis() + resolveInterval.toMillis();
      }
    } catch (IOException | RuntimeException e) {
      keeps(e);
    } finally {
      nextCheckMillis = clock.millis() + checkInterval.toMillis();
      checking.set(false);
    }
  }

  private static void keeps(Exception e) {
    // As text: given the exception itself, the logger would leave {0} as it is.
    Log.logger()
        .log(
            Level.WARNING,
            "KeyStore AWSKMS keeps its entries, reloading failed: {0}",
            e.toString());
  }

  /**
   * What a changed file says; {@code null} if it did not change, or cannot be used. It may be away
   * or half written for a moment, so the entries stay until there is something better, and that is
   * logged once for each state of the file. Mistakes are believed if they are still there at the
   * next look.
   */
  private @Nullable KeyStoreFile changed(Path file, FileStamp now, Snapshot old) {
    if (now.equals(stamp)) {
      unusable = null;
      return null;
    }
    if (now.equals(unusable)) {
      return null;
    }
    try {
      if (now.equals(FileStamp.ABSENT)) {
        throw new NoSuchFileException(
            FileText.of(file.toString()), null, "the keystore file is not there any more");
      }
      KeyStoreFile read = contents.read();
      if (!now.equals(doubtful) && hasNewMistakes(read, old)) {
        doubtful = now;
        return null;
      }
      unusable = null;
      return read;
    } catch (IOException | CertificateException e) {
      unusable = now;
      keeps(e);
      return null;
    }
  }

  private boolean hasNewMistakes(KeyStoreFile read, Snapshot old) {
    Set<EntryText> known = new HashSet<>();
    old.written().forEach(entry -> known.add(entry.text()));
    return contents.texts(read, old.edits()).stream()
        .anyMatch(text -> text.problem() != null && !known.contains(text));
  }

  private Snapshot next(Snapshot old, boolean resolveAnew, KeyStoreFile read, Edits edits) {
    Map<EntryText, StoreEntry> known = new HashMap<>();
    old.written().forEach(entry -> known.put(entry.text(), entry));
    List<StoreEntry> entries = new ArrayList<>();
    for (EntryText text : contents.texts(read, edits)) {
      StoreEntry before = known.get(text);
      entries.add(
          before == null ? contents.newEntry(text) : resolveAnew ? successor(before) : before);
    }
    AccountKeys oldKeys = old.accountKeys();
    if (oldKeys == null) {
      return contents.snapshot(read, entries, null, edits);
    }
    AccountKeys keys = resolveAnew ? contents.newAccountKeys(oldKeys.listed()) : oldKeys;
    if (resolveAnew) {
      keys.keepAll(oldKeys.found().stream().map(this::successor).toList());
    }
    return contents.snapshot(read, entries, keys, edits);
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
