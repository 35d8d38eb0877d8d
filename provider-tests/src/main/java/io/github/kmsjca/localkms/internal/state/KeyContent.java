package io.github.kmsjca.localkms.internal.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a key holds at one moment.
 *
 * @param materialId 64 hexadecimal digits that name the key material; of imported material they
 *     stay when it goes, because only the same may come back; empty if there has never been any
 * @param validTo when imported material goes by itself; null if it stays
 * @param seenFrom from when on calls other than the one that imported it find it
 */
public record KeyContent(
    String materialId, Material material, @Nullable Instant validTo, Instant seenFrom) {
  /** Of a key that awaits its first import. */
  public static final KeyContent NONE = absent("");

  /** Material that stays. */
  public static KeyContent of(String materialId, Material material) {
    return new KeyContent(materialId, material, null, Instant.MIN);
  }

  /** Whether there is material. */
  public boolean present() {
    return !(material instanceof Material.Absent);
  }

  /** The same, after its material has gone. */
  public KeyContent removed() {
    return absent(materialId);
  }

  private static KeyContent absent(String materialId) {
    return new KeyContent(materialId, new Material.Absent(), null, Instant.MIN);
  }
}
