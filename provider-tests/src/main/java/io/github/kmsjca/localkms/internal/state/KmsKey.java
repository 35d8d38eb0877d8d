package io.github.kmsjca.localkms.internal.state;

import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.KeyState;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Scope;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is at one moment. A change makes a new value, which the store then takes.
 *
 * @param materialId 64 hexadecimal digits that name the key material
 * @param deletionDate when the key vanishes; null unless its deletion is pending
 */
public record KmsKey(
    Scope scope,
    String id,
    KeySpec spec,
    KeyUsage usage,
    KeyState state,
    String description,
    boolean multiRegion,
    Map<String, String> tags,
    @Nullable String policy,
    String materialId,
    Material material,
    Instant created,
    @Nullable Instant deletionDate) {

  /** The ARN. */
  public String arn() {
    return scope.keyArn(id);
  }

  /** The same key in the other state, its deletion no longer pending. */
  public KmsKey in(KeyState other) {
    return with(other, null);
  }

  /** The same key, to be deleted then. */
  public KmsKey deletedAt(Instant date) {
    return with(KeyState.PENDING_DELETION, date);
  }

  private KmsKey with(KeyState otherState, @Nullable Instant otherDate) {
    return new KmsKey(
        scope,
        id,
        spec,
        usage,
        otherState,
        description,
        multiRegion,
        tags,
        policy,
        materialId,
        material,
        created,
        otherDate);
  }
}
