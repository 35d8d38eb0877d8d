package io.github.kmsjca.localkms.internal.state;

import java.util.Collection;
import java.util.Optional;

/**
 * All records of one type of a realm. Whoever reads gets the latest, at any time; whoever writes
 * does it in a {@linkplain Store#unit unit}.
 */
public interface Table<T extends StoredRecord> {

  /** The record of that id. */
  Optional<T> get(String id);

  /** All of them, in the order of their ids. */
  Collection<T> all();

  /** Those whose ids start like that, in the order of their ids. */
  Collection<T> startingWith(String prefix);

  /** Adds a record, or replaces the one with its id. */
  void put(T record);

  /** Adds a record unless there is one with its id; whether it did. */
  boolean add(T record);

  /** Removes the record of that id, if there is one. */
  void remove(String id);
}
