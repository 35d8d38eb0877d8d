package io.github.kmsjca.internal.keystore;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.kms.KmsCallException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the caller's account as entries: any KMS name can be asked for; only listing lists.
 * Entries that turned out to exist are kept, within a bound, until the next reload.
 */
final class AccountKeys {
  private static final int MAX_ENTRIES = 10_000;

  private final KeyResolver resolver;
  private final Function<EntryText, StoreEntry> maker;

  /** Bounded: who asks may pass on names that others chose, and refused ones are kept as well. */
  private final Map<String, StoreEntry> found =
      Caffeine.newBuilder()
          .maximumSize(MAX_ENTRIES)
          .executor(Runnable::run)
          .<String, StoreEntry>build()
          .asMap();

  private volatile @Nullable List<String> names;

  AccountKeys(KeyResolver resolver, Function<EntryText, StoreEntry> maker) {
    this.resolver = resolver;
    this.maker = maker;
  }

  List<String> names() throws KmsCallException {
    List<String> known = names;
    if (known == null) {
      known = List.copyOf(resolver.aliases());
      known.forEach(this::keep);
      names = known;
    }
    return known;
  }

  Optional<StoreEntry> entry(String name) {
    StoreEntry entry = found.get(name);
    if (entry != null) {
      return Optional.of(entry);
    }
    EntryText text = EntryText.ofKey(name, name, List.of());
    if (text.problem() != null) {
      return Optional.empty(); // no key in KMS can have such a name
    }
    StoreEntry asked = maker.apply(text);
    return asked.exists() ? Optional.of(keep(name, asked)) : Optional.empty();
  }

  /** The entry of that name, if it is known: KMS is not asked. */
  Optional<StoreEntry> known(String name) {
    return Optional.ofNullable(found.get(name));
  }

  private void keep(String name) {
    keep(name, maker.apply(EntryText.ofKey(name, name, List.of())));
  }

  private StoreEntry keep(String name, StoreEntry entry) {
    StoreEntry other = found.putIfAbsent(name, entry);
    return other != null ? other : entry;
  }

  /** Takes over entries from an earlier snapshot. */
  void keepAll(Collection<StoreEntry> entries) {
    entries.forEach(entry -> keep(entry.text().alias(), entry));
  }

  Collection<StoreEntry> found() {
    return found.values();
  }
}
