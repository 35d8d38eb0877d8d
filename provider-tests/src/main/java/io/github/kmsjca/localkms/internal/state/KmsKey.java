package io.github.kmsjca.localkms.internal.state;

import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.KeyState;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Origin;
import io.github.kmsjca.localkms.internal.model.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is at one moment. A change makes a new value, which the store then takes.
 *
 * @param kind what never changes
 * @param primaryRegion where its primary key is, which may be here; null for a single-Region key
 * @param policy who may use it; null for the default policy
 * @param rotation how often it is to get new material; null if never, and for a replica key, whose
 *     primary key decides it
 * @param seenFrom from when on calls other than the one that made it find it; a replica key is
 *     found before, and is being created until then
 * @param deletionDate when the key vanishes; null unless its deletion is pending
 * @param underway what it has begun
 */
public record KmsKey(
    Scope scope,
    String id,
    Kind kind,
    KeyState state,
    String description,
    @Nullable String primaryRegion,
    Map<String, String> tags,
    @Nullable String policy,
    KeyMaterials materials,
    @Nullable Rotation rotation,
    Instant created,
    Instant seenFrom,
    @Nullable Instant deletionDate,
    Underway underway)
    implements StoredRecord {

  /** What a key is for, where its material comes from, and who keeps it. */
  public record Kind(KeySpec spec, KeyUsage usage, Origin origin, Custody custody) {}

  /** Copies the tags. */
  public KmsKey {
    tags = Map.copyOf(tags);
  }

  /** The ARN. */
  public String arn() {
    return scope.keyArn(id);
  }

  /** The key spec. */
  public KeySpec spec() {
    return kind.spec();
  }

  /** The key usage. */
  public KeyUsage usage() {
    return kind.usage();
  }

  /** Where its material comes from. */
  public Origin origin() {
    return kind.origin();
  }

  /** Whether it may have relatives in other Regions. */
  public boolean multiRegion() {
    return primaryRegion != null;
  }

  /** Whether it is the copy of a key of another Region. */
  public boolean replica() {
    return primaryRegion != null && !primaryRegion.equals(scope.region());
  }

  /** The name of its current material, 64 hexadecimal digits; empty if there has never been any. */
  public String materialId() {
    return materials.current().map(HeldMaterial::id).orElse("");
  }

  /** Its current material. */
  public Material material() {
    return materials.current().map(HeldMaterial::material).orElseGet(Material.Absent::new);
  }

  /** The same key in the other state, its deletion no longer pending. */
  public KmsKey in(KeyState other) {
    return edit()
        .state(other)
        .deletionDate(null)
        .underway(underway.deletingAfterReplicas(null))
        .done();
  }

  /** The same key, enabled; a rotation that it has missed is due now. */
  public KmsKey enabled(Instant now) {
    Rotation resumed = rotation == null ? null : rotation.resumed(now);
    return edit().state(KeyState.ENABLED).rotation(resumed).deletionDate(null).done();
  }

  /** The same key, to be deleted then. */
  public KmsKey deletedAt(Instant date) {
    return in(KeyState.PENDING_DELETION).edit().deletionDate(date).done();
  }

  /** The same primary key, to be deleted so many days after its last replica key is gone. */
  public KmsKey deletedAfterReplicas(int days) {
    return edit()
        .state(KeyState.PENDING_REPLICA_DELETION)
        .underway(underway.deletingAfterReplicas(days))
        .done();
  }

  /** The same after its last replica key has gone then. */
  public KmsKey withoutReplicas(Instant when) {
    Integer days = underway.deletionWindow();
    return days == null ? this : deletedAt(when.plus(Duration.ofDays(days)));
  }

  /** The same key while its primary Region changes, which is complete then. */
  public KmsKey updatedAt(Instant date) {
    return edit().state(KeyState.UPDATING).underway(underway.updating(date)).done();
  }

  /** The same key, saved from deletion: disabled, unless it lacks material. */
  public KmsKey saved() {
    return in(materials.complete() ? KeyState.DISABLED : KeyState.PENDING_IMPORT);
  }

  /**
   * The same key with other material: it is enabled if nothing else was missing, and awaits an
   * import if something is; a key that is to go, or is not there yet, stays so.
   */
  public KmsKey holding(KeyMaterials other) {
    KeyState now =
        switch (state) {
          case CREATING, PENDING_DELETION, PENDING_REPLICA_DELETION -> state;
          case PENDING_IMPORT -> other.complete() ? KeyState.ENABLED : state;
          default -> other.complete() ? state : KeyState.PENDING_IMPORT;
        };
    return edit().state(now).materials(other).done();
  }

  /** The same key with these tags only. */
  public KmsKey tagged(Map<String, String> newTags) {
    return edit().tags(newTags).done();
  }

  /** The same key, to get new material that often; null for never. */
  public KmsKey rotating(@Nullable Rotation newRotation) {
    return edit().rotation(newRotation).done();
  }

  /**
   * Its copy in another Region: same id, and same material unless that is imported, which has to be
   * imported there again.
   */
  public KmsKey replicatedTo(
      Scope other,
      String newDescription,
      Map<String, String> newTags,
      @Nullable String newPolicy,
      Instant now,
      Instant ready) {
    return new KmsKey(
        other,
        id,
        kind,
        KeyState.CREATING,
        newDescription,
        primaryRegion,
        newTags,
        newPolicy,
        origin() == Origin.EXTERNAL ? materials.removed() : materials,
        null,
        now,
        ready,
        null,
        Underway.NOTHING);
  }

  /** When time alone changes it next, if ever. */
  public Optional<Instant> nextChange() {
    return Stream.of(
            Optional.ofNullable(deletionDate),
            materials.firstEnd(),
            nextTurn().map(HeldMaterial.Turn::date),
            Optional.ofNullable(readyFrom()))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /**
   * The rotation that comes next, be it by the schedule, which passes over a key that cannot be
   * used, or because somebody asked for it.
   */
  public Optional<HeldMaterial.Turn> nextTurn() {
    Optional<HeldMaterial.Turn> scheduled =
        Optional.ofNullable(rotation)
            .filter(plan -> state == KeyState.ENABLED || state == KeyState.UPDATING)
            .map(plan -> new HeldMaterial.Turn(plan.next(), false));
    Optional<HeldMaterial.Turn> asked =
        Optional.ofNullable(underway.rotation())
            .map(span -> new HeldMaterial.Turn(span.end(), true));
    return Stream.of(asked, scheduled)
        .flatMap(Optional::stream)
        .min(Comparator.comparing(HeldMaterial.Turn::date));
  }

  /** What a call other than the one that changed it last sees of it by then; empty for nothing. */
  public Optional<KmsKey> seenAt(Instant now) {
    if (state != KeyState.CREATING && seenFrom.isAfter(now)) {
      return Optional.empty();
    }
    KeyMaterials seen = materials.seenAt(now);
    return Optional.of(seen.equals(materials) ? this : holding(seen));
  }

  /** What time has made of it by then, but for rotations; empty if it has vanished. */
  public Optional<KmsKey> at(Instant now) {
    if (isOver(deletionDate, now)) {
      return Optional.empty();
    }
    KmsKey made = isOver(readyFrom(), now) ? ready() : this;
    KeyMaterials valid = made.materials.at(now);
    return Optional.of(valid.equals(made.materials) ? made : made.holding(valid));
  }

  /** When it leaves a state that passes by itself; null if it is in none. */
  private @Nullable Instant readyFrom() {
    return switch (state) {
      case CREATING -> seenFrom;
      case UPDATING -> underway.updated();
      default -> null;
    };
  }

  private KmsKey ready() {
    return in(materials.complete() ? KeyState.ENABLED : KeyState.PENDING_IMPORT)
        .edit()
        .underway(underway.updating(null))
        .done();
  }

  private static boolean isOver(@Nullable Instant date, Instant now) {
    return date != null && !date.isAfter(now);
  }

  /** A change of several things at once. */
  public KeyEdit edit() {
    return new KeyEdit(this);
  }
}
