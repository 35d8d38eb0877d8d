package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.keystore.file.EntryText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a program changed since the KeyStore was loaded or stored, on top of what the file and the
 * settings say: a file that others change meanwhile keeps their changes. Immutable.
 *
 * @param changes entries by alias; empty for those that were deleted
 */
record Edits(Map<String, Optional<EntryText>> changes) {
  static final Edits NONE = new Edits(Map.of());

  Edits with(EntryText text) {
    return changed(text.alias(), Optional.of(text));
  }

  /** The entry is gone, whatever the file says of it. */
  Edits without(String alias) {
    return changed(alias, Optional.empty());
  }

  /** The entry is again what the file or the settings say. */
  Edits undone(String alias) {
    Map<String, Optional<EntryText>> fewer = new LinkedHashMap<>(changes);
    fewer.remove(alias);
    return new Edits(Collections.unmodifiableMap(fewer));
  }

  /** Without those that are stored, unless they changed since. */
  Edits minus(Edits stored) {
    Map<String, Optional<EntryText>> rest = new LinkedHashMap<>(changes);
    rest.entrySet().removeAll(stored.changes.entrySet());
    return new Edits(Collections.unmodifiableMap(rest));
  }

  private Edits changed(String alias, Optional<EntryText> change) {
    Map<String, Optional<EntryText>> more = new LinkedHashMap<>(changes);
    more.put(alias, change);
    return new Edits(Collections.unmodifiableMap(more));
  }

  boolean contains(String alias) {
    return changes.getOrDefault(alias, Optional.empty()).isPresent();
  }

  List<EntryText> applied(List<EntryText> texts) {
    List<EntryText> result = new ArrayList<>();
    Set<String> met = new HashSet<>();
    for (EntryText text : texts) {
      met.add(text.alias());
      changes.getOrDefault(text.alias(), Optional.of(text)).ifPresent(result::add);
    }
    changes.forEach(
        (alias, change) -> {
          if (!met.contains(alias)) {
            change.ifPresent(result::add);
          }
        });
    return result;
  }

  /** True if there are certificates among them, which KMS does not keep. */
  boolean haveCertificates() {
    return changes.values().stream()
        .anyMatch(change -> change.isPresent() && !change.get().chain().isEmpty());
  }
}
