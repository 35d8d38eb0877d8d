package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.spec.KmsKeyStoreParameter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the entries of one KeyStore come from: texts that were given once, a file that may change,
 * and perhaps the account's keys. Makes a {@link Snapshot} of them, without any KMS call.
 */
final class Contents {
  private static final String ALIAS = "alias/";

  private final KeyResolver resolver;
  private final Configuration configuration;
  private final InstantSource clock;
  private final List<EntryText> given;
  private final @Nullable Path file;
  private final boolean wholeAccount;

  private Contents(
      KeyResolver resolver,
      Configuration configuration,
      InstantSource clock,
      List<EntryText> given,
      @Nullable Path file,
      boolean wholeAccount) {
    this.resolver = resolver;
    this.configuration = configuration;
    this.clock = clock;
    this.given = given;
    this.file = file;
    this.wholeAccount = wholeAccount;
  }

  /** A keystore file's bytes: {@code load(InputStream)}. */
  static Contents ofStream(
      KeyResolver resolver, Configuration configuration, InstantSource clock, InputStream in)
      throws IOException, CertificateException {
    List<EntryText> given = KeyStoreFile.read(in);
    return new Contents(resolver, configuration, clock, given, null, false);
  }

  /** The file of {@code certificates=} and the keys of {@code keys=}, or else of the account. */
  static Contents ofConfiguration(
      KeyResolver resolver, Configuration configuration, InstantSource clock) {
    List<EntryText> given = new ArrayList<>();
    for (String key : configuration.list(Setting.KEYS)) {
      String alias = key.startsWith(ALIAS) ? key.substring(ALIAS.length()) : key;
      given.add(EntryText.ofKey(alias, key, List.of()));
    }
    Path file = configuration.path(Setting.CERTIFICATES).orElse(null);
    return new Contents(resolver, configuration, clock, given, file, given.isEmpty());
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
    Path file = parameter.certificates().orElse(null);
    return new Contents(resolver, configuration, clock, given, file, false);
  }

  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  boolean selfSigned() {
    return configuration.isOn(Setting.SELF_SIGNED);
  }

  StoreEntry newEntry(EntryText text) {
    return new StoreEntry(text, resolver, selfSigned(), clock);
  }

  AccountKeys newAccountKeys() {
    return new AccountKeys(resolver, this::newEntry);
  }

  /** The first snapshot. */
  Snapshot snapshot() throws IOException, CertificateException {
    List<StoreEntry> entries = texts().stream().map(this::newEntry).toList();
    return new Snapshot(entries, wholeAccount ? newAccountKeys() : null);
  }

  /** The entries as they are written now: the file's come first and win over a bare key's name. */
  List<EntryText> texts() throws IOException, CertificateException {
    List<EntryText> texts = new ArrayList<>();
    Set<String> aliases = new HashSet<>();
    if (file != null) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        texts.addAll(KeyStoreFile.read(in));
      }
    }
    texts.forEach(text -> aliases.add(text.alias()));
    for (EntryText text : given) {
      if (aliases.add(text.alias())) {
        texts.add(text);
      }
    }
    boolean trust = configuration.isOn(Setting.TRUST);
    texts.removeIf(text -> text.isTrusted() && !trust);
    return texts;
  }
}
