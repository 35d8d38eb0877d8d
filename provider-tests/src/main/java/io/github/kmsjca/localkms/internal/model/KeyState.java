package io.github.kmsjca.localkms.internal.model;

/** The states a key goes through, with their names on the wire and in a refusal. */
public enum KeyState {
  /** Of a replica key that is not there yet. */
  CREATING("Creating", "creating"),
  ENABLED("Enabled", "enabled"),
  DISABLED("Disabled", "disabled"),
  PENDING_DELETION("PendingDeletion", "pending deletion"),
  PENDING_IMPORT("PendingImport", "pending import"),
  /** Of a primary key whose own deletion begins when its last replica key is gone. */
  PENDING_REPLICA_DELETION("PendingReplicaDeletion", "pending replica deletion"),
  /** Of a key in a custom key store that is not connected. */
  UNAVAILABLE("Unavailable", "unavailable"),
  /** Of a multi-Region key while its primary Region changes. */
  UPDATING("Updating", "updating");

  private final String wireName;
  private final String words;

  KeyState(String wireName, String words) {
    this.wireName = wireName;
    this.words = words;
  }

  /** The name on the wire. */
  public String wireName() {
    return wireName;
  }

  /** What a refusal says that the key is. */
  public String words() {
    return words;
  }
}
