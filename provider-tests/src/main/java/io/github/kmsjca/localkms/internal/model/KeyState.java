package io.github.kmsjca.localkms.internal.model;

/** The states a key goes through here, with their names on the wire. */
public enum KeyState {
  /** Of a replica key that is not there yet. */
  CREATING("Creating"),
  ENABLED("Enabled"),
  DISABLED("Disabled"),
  PENDING_IMPORT("PendingImport"),
  PENDING_DELETION("PendingDeletion");

  private final String wireName;

  KeyState(String wireName) {
    this.wireName = wireName;
  }

  /** The name on the wire. */
  public String wireName() {
    return wireName;
  }
}
