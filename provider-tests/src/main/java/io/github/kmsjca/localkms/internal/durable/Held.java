package io.github.kmsjca.localkms.internal.durable;

import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.state.Change;
import io.github.kmsjca.localkms.internal.state.HeldMaterial;
import io.github.kmsjca.localkms.internal.state.KeyUse;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a journal holds: of every record its last state. */
final class Held implements Consumer<byte[]> {
  private final Map<Place, Change> last = new LinkedHashMap<>();
  private final Map<Place, KeyUse> uses = new LinkedHashMap<>();
  private @Nullable HeldMaterial importTokens;

  private record Place(Scope scope, Class<?> table, String id) {}

  @Override
  public void accept(byte[] record) {
    RecordCodec.Content content = RecordCodec.decoded(record);
    content.importTokens().ifPresent(key -> importTokens = key);
    for (KeyUse use : content.uses()) {
      uses.put(new Place(use.scope(), KeyUse.class, use.keyId()), use);
    }
    for (Change change : content.unit()) {
      Place place = new Place(change.scope(), change.table(), change.id());
      if (change.after() == null) {
        last.remove(place);
      } else {
        last.put(place, change);
      }
    }
  }

  Collection<Change> changes() {
    return last.values();
  }

  Collection<KeyUse> uses() {
    return uses.values();
  }

  /** Null in a journal that has just been made. */
  @Nullable HeldMaterial importTokens() {
    return importTokens;
  }
}
