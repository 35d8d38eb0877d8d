package io.github.kmsjca.localkms.internal.state;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All key material of a key. It encrypts with the current one, and decrypts with each that it has
 * ever used.
 *
 * @param used oldest first, the current one last; empty if there has never been any
 * @param pending imported material to which the next rotation leads; null if there is none
 */
public record KeyMaterials(List<HeldMaterial> used, @Nullable HeldMaterial pending) {
  /** Of a key that awaits its first import. */
  public static final KeyMaterials NONE = new KeyMaterials(List.of(), null);

  /** Copies the list. */
  public KeyMaterials {
    used = List.copyOf(used);
  }

  /** One that has never been rotated. */
  public static KeyMaterials of(HeldMaterial first) {
    return new KeyMaterials(List.of(first), null);
  }

  /** The one that encrypts; empty if there has never been any. */
  public Optional<HeldMaterial> current() {
    return used.isEmpty() ? Optional.empty() : Optional.of(used.get(used.size() - 1));
  }

  /** The one of that id, pending or used. */
  public Optional<HeldMaterial> find(String id) {
    return all().filter(material -> material.id().equals(id)).findFirst();
  }

  /** Used ones, oldest first, and then the pending one. */
  public Stream<HeldMaterial> all() {
    return Stream.concat(used.stream(), Stream.ofNullable(pending));
  }

  /** Whether that is the id of material to which the next rotation leads. */
  public boolean awaits(String id) {
    return pending != null && pending.id().equals(id);
  }

  /** Whether there is any, and nothing of what was used is missing. */
  public boolean complete() {
    return !used.isEmpty() && used.stream().allMatch(HeldMaterial::present);
  }

  /** The same with that material in place of the one with its id, or as the first of all. */
  public KeyMaterials with(HeldMaterial imported) {
    if (used.isEmpty()) {
      return of(imported);
    }
    return each(
        material -> material.id().equals(imported.id()) ? replacing(material, imported) : material);
  }

  /** The same with material that the next rotation leads to; null for none. */
  public KeyMaterials awaiting(@Nullable HeldMaterial next) {
    return new KeyMaterials(used, next);
  }

  /** The same after a rotation to that material. */
  public KeyMaterials rotatedTo(HeldMaterial next, HeldMaterial.Turn turn) {
    List<HeldMaterial> longer = new ArrayList<>(used);
    longer.add(next.rotatedTo(turn));
    return new KeyMaterials(longer, awaits(next.id()) ? null : pending);
  }

  /** The same without the material of that id; its name stays. */
  public KeyMaterials without(String id) {
    return each(material -> material.id().equals(id) ? material.removed() : material);
  }

  /** The same with names only. */
  public KeyMaterials removed() {
    return each(HeldMaterial::removed);
  }

  /** What is still valid by then. */
  public KeyMaterials at(Instant now) {
    return each(
        material -> {
          Instant end = material.validTo();
          return end != null && !end.isAfter(now) ? material.removed() : material;
        });
  }

  /** What a call other than the one that imported it finds by then. */
  public KeyMaterials seenAt(Instant now) {
    return each(material -> material.seenFrom().isAfter(now) ? material.removed() : material);
  }

  /** When the first of them goes by itself, if any does. */
  public Optional<Instant> firstEnd() {
    return firstEnd(all());
  }

  /** When the first of those that were ever used goes by itself, if any does. */
  public Optional<Instant> firstEndOfUsed() {
    return firstEnd(used.stream());
  }

  private static Optional<Instant> firstEnd(Stream<HeldMaterial> materials) {
    return materials
        .flatMap(each -> Stream.ofNullable(each.validTo()))
        .min(Comparator.naturalOrder());
  }

  private KeyMaterials each(UnaryOperator<HeldMaterial> change) {
    return new KeyMaterials(
        used.stream().map(change).toList(), pending == null ? null : change.apply(pending));
  }

  /** Material that comes back keeps its place in the history. */
  private static HeldMaterial replacing(HeldMaterial before, HeldMaterial imported) {
    return new HeldMaterial(
        imported.id(),
        imported.material(),
        imported.description(),
        imported.validTo(),
        imported.seenFrom(),
        before.rotation());
  }
}
