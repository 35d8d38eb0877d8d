package io.github.kmsjca.localkms.internal.state;

import java.time.Instant;

/**
 * A name for a key.
 *
 * @param name with its prefix {@code alias/}
 * @param keyId the bare id of the key
 * @param seenFrom from when on calls other than the one that made it find it
 */
public record Alias(String name, String keyId, Instant created, Instant updated, Instant seenFrom)
    implements StoredRecord {

  @Override
  public String id() {
    return name;
  }

  /** The same name for another key. */
  public Alias movedTo(String otherKeyId, Instant when) {
    return new Alias(name, otherKeyId, created, when, seenFrom);
  }
}
