package io.github.kmsjca.localkms.internal.state;

/** What a realm keeps: a value that a change replaces as a whole. */
public interface StoredRecord {

  /** Its name within its table. */
  String id();
}
