package io.github.kmsjca.localkms.internal.state;

import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.model.KeyState;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.Origin;
import io.github.kmsjca.localkms.internal.model.Scope;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is at one moment. A change makes a new value, which the store then takes.
 *
 * @param primaryRegion where its primary key is, which may be here; null for a single-Region key
 * @param rotation how often it is to get new material; null if never
 * @param seenFrom from when on calls other than the one that made it find it; a replica key is
 *     found before, and is being created until then
 * @param deletionDate when the key vanishes; null unless its deletion is pending
 */
public record KmsKey(
    Scope scope,
    String id,
    KeySpec spec,
    KeyUsage usage,
    Origin origin,
    KeyState state,
    String description,
    @Nullable String primaryRegion,
    Map<String, String> tags,
    @Nullable String policy,
    KeyContent content,
    @Nullable Rotation rotation,
    Instant created,
    Instant seenFrom,
    @Nullable Instant deletionDate) {

  /** The ARN. */
  public String arn() {
    return scope.keyArn(id);
  }

  /** Whether it may have relatives in other Regions. */
  public boolean multiRegion() {
    return primaryRegion != null;
  }

  /** Whether it is the copy of a key of another Region. */
  public boolean replica() {
    return primaryRegion != null && !primaryRegion.equals(scope.region());
  }

  /** The name of its material, 64 hexadecimal digits; empty if there has never been any. */
  public String materialId() {
    return content.materialId();
  }

  /** Its material. */
  public Material material() {
    return content.material();
  }

  /** The same key in the other state, its deletion no longer pending. */
  public KmsKey in(KeyState other) {
    return with(other, tags, content, rotation, null);
  }

  /** The same key, to be deleted then. */
  public KmsKey deletedAt(Instant date) {
    return with(KeyState.PENDING_DELETION, tags, content, rotation, date);
  }

  /** The same key, saved from deletion: disabled, unless it lacks its material. */
  public KmsKey saved() {
    return in(content.present() ? KeyState.DISABLED : KeyState.PENDING_IMPORT);
  }

  /**
   * The same key with that material, which was imported; it is enabled if that is what it lacked.
   */
  public KmsKey holding(KeyContent imported) {
    KeyState now = state == KeyState.PENDING_IMPORT ? KeyState.ENABLED : state;
    return with(now, tags, imported, rotation, deletionDate);
  }

  /** The same key without its material; if its deletion is pending, it stays so. */
  public KmsKey emptied() {
    KeyState now = state == KeyState.PENDING_DELETION ? state : KeyState.PENDING_IMPORT;
    return with(now, tags, content.removed(), rotation, deletionDate);
  }

  /** The same key with these tags only. */
  public KmsKey tagged(Map<String, String> newTags) {
    return with(state, newTags, content, rotation, deletionDate);
  }

  /** The same key, to get new material that often; null for never. */
  public KmsKey rotating(@Nullable Rotation newRotation) {
    return with(state, tags, content, newRotation, deletionDate);
  }

  /**
   * Its copy in another Region: same id and rotation, and same material unless that is imported,
   * which has to be imported there again.
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
        spec,
        usage,
        origin,
        KeyState.CREATING,
        newDescription,
        primaryRegion,
        newTags,
        newPolicy,
        origin == Origin.EXTERNAL ? content.removed() : content,
        rotation,
        now,
        ready,
        null);
  }

  /** When time alone changes it next, if ever. */
  public Optional<Instant> nextChange() {
    return Stream.of(
            Optional.ofNullable(deletionDate),
            Optional.ofNullable(content.validTo()),
            Optional.of(seenFrom).filter(ready -> state == KeyState.CREATING))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /** What a call other than the one that changed it last sees of it by then; empty for nothing. */
  public Optional<KmsKey> seenAt(Instant now) {
    if (state != KeyState.CREATING && seenFrom.isAfter(now)) {
      return Optional.empty();
    }
    return Optional.of(content.seenFrom().isAfter(now) ? emptied() : this);
  }

  /** What time has made of it by then; empty if it has vanished. */
  public Optional<KmsKey> at(Instant now) {
    if (isOver(deletionDate, now)) {
      return Optional.empty();
    }
    KmsKey made = state == KeyState.CREATING && isOver(seenFrom, now) ? ready() : this;
    return Optional.of(isOver(content.validTo(), now) ? made.emptied() : made);
  }

  private KmsKey ready() {
    return in(content.present() ? KeyState.ENABLED : KeyState.PENDING_IMPORT);
  }

  private static boolean isOver(@Nullable Instant date, Instant now) {
    return date != null && !date.isAfter(now);
  }

  private KmsKey with(
      KeyState newState,
      Map<String, String> newTags,
      KeyContent newContent,
      @Nullable Rotation newRotation,
      @Nullable Instant newDate) {
    return new KmsKey(
        scope,
        id,
        spec,
        usage,
        origin,
        newState,
        description,
        primaryRegion,
        newTags,
        policy,
        newContent,
        newRotation,
        created,
        seenFrom,
        newDate);
  }
}
