package io.github.kmsjca.localkms.internal.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One key material of a key.
 *
 * @param id 64 hexadecimal digits that name it; of imported material they stay when it goes,
 *     because only the same may come back
 * @param description what its owner says of imported material, empty if nothing
 * @param validTo when imported material goes by itself; null if it stays
 * @param seenFrom from when on calls other than the one that imported it find it
 * @param rotation how it became the current one; null for the first, and until then
 */
public record HeldMaterial(
    String id,
    Material material,
    String description,
    @Nullable Instant validTo,
    Instant seenFrom,
    @Nullable Turn rotation) {

  /**
   * A rotation that took place.
   *
   * @param onDemand whether somebody asked for it, and not the schedule
   */
  public record Turn(Instant date, boolean onDemand) {}

  /** Material that stays, and that everybody finds at once. */
  public static HeldMaterial of(String id, Material material) {
    return new HeldMaterial(id, material, "", null, Instant.MIN, null);
  }

  /** Imported material. */
  public static HeldMaterial imported(
      String id, Material material, String description, @Nullable Instant validTo, Instant seen) {
    return new HeldMaterial(id, material, description, validTo, seen, null);
  }

  /** The name of material that has yet to be imported. */
  public static HeldMaterial named(String id) {
    return new HeldMaterial(id, new Material.Absent(), "", null, Instant.MIN, null);
  }

  /** Whether it is there. */
  public boolean present() {
    return !(material instanceof Material.Absent);
  }

  /** The same after it has gone: what is left is its name. */
  public HeldMaterial removed() {
    return new HeldMaterial(id, new Material.Absent(), description, null, Instant.MIN, rotation);
  }

  /** The same after a rotation to it. */
  public HeldMaterial rotatedTo(Turn turn) {
    return new HeldMaterial(id, material, description, validTo, seenFrom, turn);
  }
}
