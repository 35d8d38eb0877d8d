package io.github.kmsjca.localkms.internal.seed;

import io.github.kmsjca.localkms.internal.crypto.MaterialFactory;
import io.github.kmsjca.localkms.internal.crypto.MaterialIds;
import io.github.kmsjca.localkms.internal.model.KeyState;
import io.github.kmsjca.localkms.internal.model.Origin;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.state.HeldMaterial;
import io.github.kmsjca.localkms.internal.state.KeyMaterials;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Material;
import io.github.kmsjca.localkms.internal.state.Rotation;
import io.github.kmsjca.localkms.internal.state.Underway;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key that is to be there.
 *
 * @param id null for a random one; then an alias must tell it from others
 * @param kind what never changes
 * @param replicas the other Regions of a multi-Region key
 * @param material oldest first; empty for random material, or for none if its origin is external
 * @param validTo when imported material goes by itself; null if it stays
 * @param rotation how often it gets new material by itself; null for never
 * @param deletionDate when it vanishes; null unless that is decided
 * @param aliases its names, with their prefix
 */
record SeedKey(
    Scope scope,
    @Nullable String id,
    KmsKey.Kind kind,
    boolean multiRegion,
    List<String> replicas,
    List<Material> material,
    Looks looks,
    boolean enabled,
    @Nullable Instant validTo,
    @Nullable Schedule rotation,
    @Nullable Instant deletionDate,
    List<String> aliases) {

  /**
   * When new material comes.
   *
   * @param next null for the first time after one period from the start
   */
  record Schedule(int days, @Nullable Instant next) {
    Rotation asOf(Instant now) {
      return new Rotation(next == null ? now : next.minus(Duration.ofDays(days)), days);
    }
  }

  /** What a key tells of itself. */
  record Looks(String description, Map<String, String> tags, @Nullable String policy) {
    static final Looks NONE = new Looks("", Map.of(), null);
  }

  /** A key without anything special. */
  static SeedKey plain(Scope scope, KmsKey.Kind kind, String alias) {
    return new SeedKey(
        scope,
        null,
        kind,
        false,
        List.of(),
        List.of(),
        Looks.NONE,
        true,
        null,
        null,
        null,
        List.of(alias));
  }

  /** The key itself, in its own Region. */
  KmsKey made(String realId, MaterialFactory factory, Instant now) {
    KeyMaterials materials = materials(realId, factory, now);
    return new KmsKey(
        scope,
        realId,
        kind,
        state(materials),
        looks.description(),
        multiRegion ? scope.region() : null,
        looks.tags(),
        looks.policy(),
        materials,
        rotation == null ? null : rotation.asOf(now),
        now,
        Instant.MIN,
        deletionDate,
        Underway.NOTHING);
  }

  /** Its copy in another Region. */
  KmsKey replica(KmsKey primary, String region, Instant now) {
    KmsKey copy =
        primary.replicatedTo(
            new Scope(scope.account(), region),
            looks.description(),
            looks.tags(),
            looks.policy(),
            now,
            Instant.MIN);
    return copy.edit()
        .state(primary.state())
        .materials(primary.materials())
        .deletionDate(deletionDate)
        .done();
  }

  private KeyState state(KeyMaterials materials) {
    if (deletionDate != null) {
      return KeyState.PENDING_DELETION;
    }
    if (!materials.complete()) {
      return KeyState.PENDING_IMPORT;
    }
    return enabled ? KeyState.ENABLED : KeyState.DISABLED;
  }

  /** Given material has the same name each time, so that ciphertexts outlive a restart. */
  private KeyMaterials materials(String realId, MaterialFactory factory, Instant now) {
    if (material.isEmpty()) {
      return kind.origin() == Origin.EXTERNAL
          ? KeyMaterials.NONE
          : KeyMaterials.of(factory.next(kind.spec()));
    }
    KeyMaterials all = KeyMaterials.NONE;
    for (Material one : material) {
      String name = MaterialIds.of(realId, one);
      HeldMaterial held = HeldMaterial.imported(name, one, "", validTo, Instant.MIN);
      all =
          all.used().isEmpty()
              ? KeyMaterials.of(held)
              : all.rotatedTo(held, new HeldMaterial.Turn(now, true));
    }
    return all;
  }
}
