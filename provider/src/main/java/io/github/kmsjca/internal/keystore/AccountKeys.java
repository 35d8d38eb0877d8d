package io.github.kmsjca.internal.keystore;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.kmsjca.internal.key.KeyResolver;
import io.github.kmsjca.internal.keystore.file.EntryText;
import io.github.kmsjca.internal.kms.KmsCallException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the caller's account as entries: any KMS name can be asked for; only listing lists.
 * Entries that turned out to exist are kept, within a bound, until the next reload.
 */
final class AccountKeys {
  private static final int MAX_ENTRIES = 10_000;
  private static final Pattern ACCOUNT = Pattern.compile(":(\\d{12}):");

  private final KeyResolver resolver;
  private final Function<EntryText, StoreEntry> maker;

  /** Bounded: who asks may pass on names that others chose, and refused ones are kept as well. */
  private final Map<String, StoreEntry> found =
      Caffeine.newBuilder()
          .maximumSize(MAX_ENTRIES)
          .executor(Runnable::run)
          .<String, StoreEntry>build()
          .asMap();

  /** The names that were handed out, each under itself. */
  private volatile Map<String, String> listed;

  private volatile @Nullable List<String> names;

  /**
   * Keys that nobody has asked for yet.
   *
   * @param listed the names that were handed out before, which will be handed out again
   */
  AccountKeys(
      KeyResolver resolver, Function<EntryText, StoreEntry> maker, Map<String, String> listed) {
    this.resolver = resolver;
    this.maker = maker;
    this.listed = listed;
  }

  List<String> names() throws KmsCallException {
    List<String> known = names;
    return known != null ? known : list(resolver.aliases());
  }

  private synchronized List<String> list(List<String> answer) {
    List<String> known = names;
    if (known == null) {
      Map<String, String> now = new LinkedHashMap<>();
      answer.forEach(name -> now.put(name, listed.getOrDefault(name, name)));
      known = List.copyOf(now.values());
      listed = now;
      names = known;
    }
    return known;
  }

  Map<String, String> listed() {
    return listed;
  }

  /**
   * True of the very object that {@link #names} handed out. Who goes through the names passes it
   * back; who means a key has its name from somewhere else, such as a setting or a command line.
   */
  @SuppressWarnings("ReferenceEquality")
  boolean isListed(String name) {
    return listed.get(name) == name;
  }

  /**
   * The entry of that name, if KMS may have such a key.
   *
   * @param absence told where KMS says that there is none; not called if it is not asked
   */
  Optional<StoreEntry> entry(String name, Consumer<String> absence) {
    StoreEntry entry = found.get(name);
    if (entry != null) {
      return Optional.of(entry);
    }
    EntryText text = EntryText.ofKey(name, name, List.of());
    if (text.problem() != null) {
      return Optional.empty(); // no key in KMS can have such a name
    }
    StoreEntry asked = maker.apply(text);
    if (listed.containsKey(name)) {
      return Optional.of(keep(name, asked));
    }
    KmsCallException refusal = asked.absence();
    if (refusal == null) {
      return Optional.of(keep(name, asked));
    }
    absence.accept(place(refusal));
    return Optional.empty();
  }

  /** Region and account, of which KMS's own words tell the second. */
  private static String place(KmsCallException refusal) {
    Throwable words = refusal.getCause();
    Matcher account = ACCOUNT.matcher(words == null ? "" : String.valueOf(words.getMessage()));
    return refusal.region().orElse("this Region")
        + (account.find() ? " (account " + account.group(1) + ")" : "");
  }

  /** The entry of that name, if it is known: KMS is not asked. */
  Optional<StoreEntry> known(String name) {
    return Optional.ofNullable(found.get(name));
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
