package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.keystore.file.KeyStoreFile;
import io.github.kmsjca.internal.kms.KmsCallException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a KeyStore holds at one moment. A reload makes a new one; nobody sees half of it. */
final class Snapshot {
  private final KeyStoreFile file;
  private final Map<String, StoreEntry> entries;
  private final @Nullable AccountKeys accountKeys;
  private final Edits edits;
  private final boolean listsAccount;

  /**
   * A snapshot.
   *
   * @param file what the entries were read from
   * @param accountKeys the keys beyond the entries; {@code null} if the entries are all
   * @param edits what of the entries is not stored yet
   * @param listsAccount whether the account's keys are listed; each can be asked for by its name
   */
  Snapshot(
      KeyStoreFile file,
      List<StoreEntry> entries,
      @Nullable AccountKeys accountKeys,
      Edits edits,
      boolean listsAccount) {
    this.file = file;
    this.entries = new LinkedHashMap<>();
    entries.forEach(entry -> this.entries.put(entry.text().alias(), entry));
    this.accountKeys = accountKeys;
    this.edits = edits;
    this.listsAccount = listsAccount;
  }

  /** All entry names; asks KMS for the account's aliases if they belong to this store. */
  List<String> aliases() throws KmsCallException {
    List<String> names = new ArrayList<>(entries.keySet());
    if (accountKeys != null && listsAccount) {
      for (String name : accountKeys.names()) {
        if (!entries.containsKey(name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** The entry of that name, if there may be one. */
  Optional<StoreEntry> entry(@Nullable String alias) {
    return entry(alias, place -> {});
  }

  /**
   * The entry of that name, if there may be one.
   *
   * @param absence told where KMS says that there is no such key; not called if it is not asked
   */
  Optional<StoreEntry> entry(@Nullable String alias, Consumer<String> absence) {
    StoreEntry entry = alias == null ? null : entries.get(alias);
    if (entry == null && alias != null && accountKeys != null) {
      return accountKeys.entry(alias, absence);
    }
    return Optional.ofNullable(entry);
  }

  /**
   * True if the caller has the name from {@link #aliases}, and goes through all keys of the account
   * rather than means this one.
   */
  boolean isWalk(@Nullable String alias) {
    return alias != null
        && accountKeys != null
        && !entries.containsKey(alias)
        && accountKeys.isListed(alias);
  }

  /** The names of entries as far as they are known here: KMS is not asked. */
  List<String> knownNames() {
    List<String> names = new ArrayList<>(entries.keySet());
    if (accountKeys != null) {
      accountKeys.listed().keySet().stream()
          .filter(n -> !entries.containsKey(n))
          .forEach(names::add);
    }
    return names;
  }

  /** The entry of that name as far as it is known here: KMS is not asked. */
  Optional<StoreEntry> known(String alias) {
    StoreEntry entry = entries.get(alias);
    return entry == null && accountKeys != null
        ? accountKeys.known(alias)
        : Optional.ofNullable(entry);
  }

  /** The entries that are written down, without the account's other keys. */
  Collection<StoreEntry> written() {
    return entries.values();
  }

  /** The file as it was when its entries were accepted; it may say something else since. */
  KeyStoreFile file() {
    return file;
  }

  Edits edits() {
    return edits;
  }

  @Nullable AccountKeys accountKeys() {
    return accountKeys;
  }
}
