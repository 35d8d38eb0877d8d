package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.keystore.file.EntryText;
import io.github.kmsjca.internal.keystore.file.FileLog;
import io.github.kmsjca.internal.keystore.file.FilePlace;
import io.github.kmsjca.internal.keystore.file.KeyStoreFile;
import io.github.kmsjca.spec.KmsKeyStoreParameter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the entries of one KeyStore come from: texts that were given once, a file that may change
 * or a stream that was one, and perhaps the account's keys. Makes a {@link Snapshot} of them,
 * without any KMS call.
 */
final class Contents {
  private static final String ALIAS = "alias/";

  private final KeyResolver resolver;
  private final Configuration configuration;
  private final InstantSource clock;
  private final List<EntryText> given;
  private final @Nullable FilePlace file;
  private final @Nullable KeyStoreFile stream;
  private final boolean wholeAccount;

  private Contents(
      KeyResolver resolver,
      Configuration configuration,
      InstantSource clock,
      List<EntryText> given,
      @Nullable FilePlace file,
      @Nullable KeyStoreFile stream,
      boolean wholeAccount) {
    this.resolver = resolver;
    this.configuration = configuration;
    this.clock = clock;
    this.given = given;
    this.file = file;
    this.stream = stream;
    this.wholeAccount = wholeAccount;
  }

  /** A keystore file's bytes: {@code load(InputStream)}. */
  static Contents ofStream(
      KeyResolver resolver, Configuration configuration, InstantSource clock, InputStream in)
      throws IOException, CertificateException {
    KeyStoreFile read = KeyStoreFile.read(in, KeyStoreFile.STREAM);
    return new Contents(resolver, configuration, clock, List.of(), null, read, false);
  }

  /** The file of {@code certificates=} and the keys of {@code keys=}, or else of the account. */
  static Contents ofConfiguration(
      KeyResolver resolver, Configuration configuration, InstantSource clock) {
    List<EntryText> given = new ArrayList<>();
    for (String key : configuration.list(Setting.KEYS)) {
      String alias = key.startsWith(ALIAS) ? key.substring(ALIAS.length()) : key;
      given.add(EntryText.ofKey(alias, key, List.of()));
    }
    FilePlace file = FilePlace.of(configuration).orElse(null);
    return new Contents(resolver, configuration, clock, given, file, null, given.isEmpty());
  }

  /** What a program says. */
  static Contents ofParameter(
      KeyResolver resolver,
      Configuration configuration,
      InstantSource clock,
      KmsKeyStoreParameter parameter) {
    List<EntryText> given = new ArrayList<>();
    for (KmsKeyStoreParameter.KeyEntry key : parameter.keys()) {
      given.add(EntryText.ofKey(key.alias(), key.key(), key.chain()));
    }
    FilePlace file =
        parameter
            .certificates()
            .map(path -> FilePlace.ofParameter(path, configuration))
            .orElse(null);
    return new Contents(resolver, configuration, clock, given, file, null, false);
  }

  Optional<Path> file() {
    return Optional.ofNullable(file).map(FilePlace::path);
  }

  boolean trusts() {
    return configuration.isOn(Setting.TRUST);
  }

  boolean selfSigned() {
    return configuration.isOn(Setting.SELF_SIGNED);
  }

  /** An entry that is written down, and so is meant. */
  StoreEntry newEntry(EntryText text) {
    return newEntry(text, true);
  }

  StoreEntry newEntry(EntryText text, boolean meant) {
    return new StoreEntry(text, resolver, selfSigned(), clock, meant);
  }

  /**
   * The account's keys, not listed yet.
   *
   * @param listed the names that a former listing handed out
   */
  AccountKeys newAccountKeys(Map<String, String> listed) {
    return new AccountKeys(resolver, text -> newEntry(text, false), listed);
  }

  /** The first snapshot. */
  Snapshot snapshot() throws IOException, CertificateException {
    KeyStoreFile read = read();
    List<StoreEntry> entries = texts(read, Edits.NONE).stream().map(this::newEntry).toList();
    log(read);
    return snapshot(read, entries, wholeAccount ? newAccountKeys(Map.of()) : null, Edits.NONE);
  }

  /**
   * Without a file, certificates that a program sets make this KeyStore a copy in memory, as
   * libraries make them to hand on an entry or two. They do not mean the whole account, nor may
   * they list it as a rule.
   */
  Snapshot snapshot(
      KeyStoreFile read, List<StoreEntry> entries, @Nullable AccountKeys accountKeys, Edits edits) {
    boolean isCopy = file == null && edits.haveCertificates();
    return new Snapshot(read, entries, accountKeys, edits, !isCopy);
  }

  /**
   * What a lookup came to that found nothing.
   *
   * @param name as KMS was asked for it
   * @param place where KMS said that it has no such key; empty if it was not asked
   */
  String absence(String name, String place) {
    if (wholeAccount) {
      return place.isEmpty()
          ? "nothing: no key in KMS can have that name"
          : "no " + name + " in " + place;
    }
    if (stream == null && !configuration.list(Setting.KEYS).isEmpty()) {
      return "nothing: that name is outside the scope, since keys= does not name it";
    }
    return "no entry of that name";
  }

  /** The entries with the file as it was read, without what is not to be trusted here. */
  List<EntryText> texts(KeyStoreFile read, Edits edits) {
    List<EntryText> texts = written(read.texts(), edits);
    texts.removeIf(text -> text.isTrusted() && !trusts());
    return texts;
  }

  /** All entries that are written down: the file's come first and win over a bare key's name. */
  List<EntryText> written(Edits edits) throws IOException, CertificateException {
    return written(read().texts(), edits);
  }

  private List<EntryText> written(List<EntryText> ofFile, Edits edits) {
    List<EntryText> texts = new ArrayList<>(ofFile);
    Set<String> aliases = new HashSet<>();
    texts.forEach(text -> aliases.add(text.alias()));
    for (EntryText text : given) {
      if (aliases.add(text.alias())) {
        texts.add(text);
      }
    }
    return edits.applied(texts);
  }

  /** What the file says now, or the stream said; nothing if there is no file, where that may be. */
  KeyStoreFile read() throws IOException, CertificateException {
    if (file != null) {
      return file.read();
    }
    return stream != null ? stream : KeyStoreFile.NONE;
  }

  /** Says what is wrong with the file. */
  void log(KeyStoreFile read) {
    FileLog.log(read, trusts(), selfSigned(), clock.instant());
  }

  /**
   * True if the entry is one that a file has: others stay for as long as the settings name them.
   */
  boolean isOfFile(String alias) throws IOException, CertificateException {
    return read().texts().stream().anyMatch(text -> text.alias().equals(alias));
  }
}
