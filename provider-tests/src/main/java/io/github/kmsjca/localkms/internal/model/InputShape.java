package io.github.kmsjca.localkms.internal.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kmsjca.localkms.internal.model.Member.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members of an operation's input; reads JSON into an {@link Input} or refuses it. */
public record InputShape(List<Member> members) {
  /** The year 9999 ends then; no date of KMS is later. */
  private static final double MAX_SECONDS = 253402300799.0;

  private static final int MILLISECONDS = 3;

  /** A shape of these members. */
  public static InputShape of(Member... members) {
    return new InputShape(List.of(members));
  }

  /**
   * Reads and checks.
   *
   * @throws KmsFailure SerializationException for a value of the wrong JSON type, else
   *     ValidationException with every violation found
   */
  public Input read(JsonNode json) {
    if (!json.isObject()) {
      throw ErrorType.SERIALIZATION.failure("The body of a call must be a JSON object.");
    }
    Violations violations = new Violations();
    Input input = structure(members, json, "", violations);
    violations.throwIfAny();
    return input;
  }

  private static Input structure(
      List<Member> members, JsonNode json, String prefix, Violations violations) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Member member : members) {
      JsonNode node = json.path(member.name());
      String path = prefix + member.path();
      if (node.isMissingNode() || node.isNull()) {
        if (member.isRequired()) {
          violations.absent(member, path);
        }
        continue;
      }
      value(member, node, path, violations).ifPresent(value -> values.put(member.name(), value));
    }
    return new Input(values);
  }

  private static Optional<Object> value(
      Member member, JsonNode node, String path, Violations violations) {
    Object value =
        switch (member.kind()) {
          case STRING -> text(node);
          case BLOB -> bytes(expect(node.isTextual(), Kind.BLOB, node));
          case INTEGER -> expect(isLong(node), Kind.INTEGER, node).longValue();
          case BOOLEAN -> expect(node.isBoolean(), Kind.BOOLEAN, node).booleanValue();
          case MOMENT -> moment(expect(isMoment(node), Kind.MOMENT, node));
          case LIST -> list(member, expect(node.isArray(), Kind.LIST, node), path, violations);
          case MAP -> map(expect(node.isObject(), Kind.MAP, node));
          case STRUCTURE ->
              structure(
                  member.structure(),
                  expect(node.isObject(), Kind.STRUCTURE, node),
                  path + ".",
                  violations);
        };
    return violations.check(member, value, path) ? Optional.of(value) : Optional.empty();
  }

  private static List<Object> list(
      Member member, JsonNode node, String path, Violations violations) {
    List<Object> values = new ArrayList<>();
    Member element = member.element();
    if (element == null) {
      throw new IllegalStateException(member.name() + " has no element");
    }
    for (JsonNode item : node) {
      int position = values.size() + 1;
      value(element, item, path + "." + position + ".member", violations).ifPresent(values::add);
    }
    return values;
  }

  private static Map<String, String> map(JsonNode node) {
    Map<String, String> values = new LinkedHashMap<>();
    node.properties().forEach(field -> values.put(field.getKey(), text(field.getValue())));
    return values;
  }

  private static String text(JsonNode node) {
    return expect(node.isTextual(), Kind.STRING, node).textValue();
  }

  private static boolean isLong(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong();
  }

  private static boolean isMoment(JsonNode node) {
    return node.isNumber() && Math.abs(node.doubleValue()) <= MAX_SECONDS;
  }

  private static Instant moment(JsonNode node) {
    return Instant.ofEpochMilli(node.decimalValue().movePointRight(MILLISECONDS).longValue());
  }

  private static byte[] bytes(JsonNode node) {
    try {
      return node.binaryValue();
    } catch (IOException e) {
      throw ErrorType.SERIALIZATION.failure("A blob is not valid base64.");
    }
  }

  private static JsonNode expect(boolean fits, Kind kind, JsonNode node) {
    if (!fits) {
      throw ErrorType.SERIALIZATION.failure(
          node.getNodeType() + "_VALUE can not be converted to " + kind.typeName());
    }
    return node;
  }
}
