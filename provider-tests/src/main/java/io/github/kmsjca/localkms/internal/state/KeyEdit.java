package io.github.kmsjca.localkms.internal.state;

import io.github.kmsjca.localkms.internal.model.KeyState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A key on its way to become another one. Not thread safe. */
public final class KeyEdit {
  private final KmsKey before;
  private KeyState state;
  private String description;
  private @Nullable String primaryRegion;
  private Map<String, String> tags;
  private @Nullable String policy;
  private KeyMaterials materials;
  private @Nullable Rotation rotation;
  private @Nullable Instant deletionDate;
  private Underway underway;

  KeyEdit(KmsKey before) {
    this.before = before;
    this.state = before.state();
    this.description = before.description();
    this.primaryRegion = before.primaryRegion();
    this.tags = before.tags();
    this.policy = before.policy();
    this.materials = before.materials();
    this.rotation = before.rotation();
    this.deletionDate = before.deletionDate();
    this.underway = before.underway();
  }

  /** The state. */
  public KeyEdit state(KeyState value) {
    state = value;
    return this;
  }

  /** The description. */
  public KeyEdit description(String value) {
    description = value;
    return this;
  }

  /** Where the primary key is. */
  public KeyEdit primaryRegion(String value) {
    primaryRegion = value;
    return this;
  }

  /** The tags. */
  public KeyEdit tags(Map<String, String> value) {
    tags = value;
    return this;
  }

  /** The key policy. */
  public KeyEdit policy(String value) {
    policy = value;
    return this;
  }

  /** The key material. */
  public KeyEdit materials(KeyMaterials value) {
    materials = value;
    return this;
  }

  /** How often new material comes; null for never. */
  public KeyEdit rotation(@Nullable Rotation value) {
    rotation = value;
    return this;
  }

  /** When the key vanishes; null for never. */
  public KeyEdit deletionDate(@Nullable Instant value) {
    deletionDate = value;
    return this;
  }

  /** What it has begun. */
  public KeyEdit underway(Underway value) {
    underway = value;
    return this;
  }

  /** The key with all of that. */
  public KmsKey done() {
    return new KmsKey(
        before.scope(),
        before.id(),
        before.kind(),
        state,
        description,
        primaryRegion,
        tags,
        policy,
        materials,
        rotation,
        before.created(),
        before.seenFrom(),
        deletionDate,
        underway);
  }
}
