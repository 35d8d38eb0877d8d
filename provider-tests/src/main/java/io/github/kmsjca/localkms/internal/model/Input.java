package io.github.kmsjca.localkms.internal.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The input of one call, after its shape has been checked; unknown members are gone. */
public final class Input {
  private final Map<String, Object> values;

  Input(Map<String, Object> values) {
    this.values = values;
  }

  /** A text that the shape requires. */
  public String required(String name) {
    return text(name).orElseThrow(() -> new IllegalStateException("The shape lacks " + name));
  }

  /** A text, if present. */
  public Optional<String> text(String name) {
    return value(name, String.class);
  }

  /** Bytes that the shape requires. */
  public byte[] blob(String name) {
    return value(name, byte[].class)
        .orElseThrow(() -> new IllegalStateException("The shape lacks " + name));
  }

  /** A whole number, or the default. */
  public int integer(String name, int otherwise) {
    return value(name, Long.class).map(Math::toIntExact).orElse(otherwise);
  }

  /** True if the member is present and true. */
  public boolean flag(String name) {
    return value(name, Boolean.class).orElse(false);
  }

  /** A moment, if present. */
  public Optional<Instant> moment(String name) {
    return value(name, Instant.class);
  }

  /** Whether the member is present. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The texts of a list; empty if absent. */
  public List<String> texts(String name) {
    return elements(name).stream().map(String.class::cast).toList();
  }

  /** Texts by name, in the order of their names; empty if absent. */
  public SortedMap<String, String> textsByName(String name) {
    SortedMap<String, String> texts = new TreeMap<>();
    value(name, Map.class)
        .map(map -> (Map<?, ?>) map)
        .orElse(Map.of())
        .forEach((key, text) -> texts.put((String) key, (String) text));
    return texts;
  }

  /** A structure, if present. */
  public Optional<Input> structure(String name) {
    return value(name, Input.class);
  }

  /** The structures of a list; empty if absent. */
  public List<Input> structures(String name) {
    return elements(name).stream().map(Input.class::cast).toList();
  }

  private List<?> elements(String name) {
    return value(name, List.class).map(list -> (List<?>) list).orElse(List.of());
  }

  private <T> Optional<T> value(String name, Class<T> type) {
    return Optional.ofNullable(values.get(name)).map(type::cast);
  }
}
