package io.github.kmsjca.localkms.internal.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A value of a seed file with its place. All single values are texts: what a date or a number is,
 * whoever asks for one decides, and not YAML.
 */
sealed interface Entry {

  /** Where it stands. */
  Place place();

  /** A single value. */
  record Text(Place place, String value) implements Entry {}

  /** Some values. */
  record Sequence(Place place, List<Entry> elements) implements Entry {}

  /** Values by their names, in the order of the file. */
  record Mapping(Place place, Map<String, Entry> members) implements Entry {

    /** Refuses all members but these. */
    Mapping only(Set<String> known) {
      members.forEach(
          (name, entry) -> {
            if (!known.contains(name)) {
              throw entry
                  .place()
                  .problem("is not known here; what may stand here: " + String.join(", ", known));
            }
          });
      return this;
    }

    Optional<Entry> find(String name) {
      return Optional.ofNullable(members.get(name));
    }

    Optional<String> text(String name) {
      return find(name).map(Entry::text);
    }

    Optional<Mapping> mapping(String name) {
      return find(name).map(Entry::mapping);
    }

    List<Entry> list(String name) {
      return find(name).map(Entry::list).orElse(List.of());
    }

    boolean flag(String name, boolean otherwise) {
      return find(name).map(Entry::flag).orElse(otherwise);
    }

    Entry required(String name) {
      return find(name).orElseThrow(() -> place.problem("lacks " + name));
    }
  }

  default String text() {
    if (this instanceof Text text) {
      return text.value();
    }
    throw place().problem("a single value is expected");
  }

  default Mapping mapping() {
    if (this instanceof Mapping mapping) {
      return mapping;
    }
    throw place().problem("names with values are expected");
  }

  default List<Entry> list() {
    if (this instanceof Sequence sequence) {
      return sequence.elements();
    }
    throw place().problem("a list is expected");
  }

  default boolean flag() {
    return switch (text()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw place().problem("true or false is expected");
    };
  }

  default Instant moment() {
    try {
      return OffsetDateTime.parse(text().trim()).toInstant();
    } catch (DateTimeException e) {
      throw place().problem("a date such as 2030-01-31T12:00:00Z is expected", e);
    }
  }

  /** One of the constants of an enum. */
  default <E extends Enum<E>> E constant(Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text())) {
        return constant;
      }
    }
    throw place()
        .problem(
            Place.quoted(text())
                + " is none of "
                + String.join(
                    ", ", List.of(type.getEnumConstants()).stream().map(Enum::name).toList()));
  }

  /** The same as JSON. */
  default JsonNode json() {
    if (this instanceof Mapping mapping) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      mapping.members().forEach((name, entry) -> json.set(name, entry.json()));
      return json;
    }
    if (this instanceof Sequence sequence) {
      ArrayNode json = JsonNodeFactory.instance.arrayNode();
      sequence.elements().forEach(element -> json.add(element.json()));
      return json;
    }
    return JsonNodeFactory.instance.textNode(text());
  }
}
