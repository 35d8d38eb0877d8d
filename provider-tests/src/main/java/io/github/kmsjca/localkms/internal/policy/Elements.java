package io.github.kmsjca.localkms.internal.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The elements of a policy document, in the forms that its grammar gives them. */
final class Elements {
  private static final int MAX_ECHO = 64;

  private Elements() {}

  static JsonNode object(JsonNode node) {
    if (!node.isObject()) {
      throw malformed("Syntax errors in policy.");
    }
    return node;
  }

  static String text(JsonNode node) {
    if (!node.isTextual()) {
      throw malformed("Syntax errors in policy.");
    }
    return node.textValue();
  }

  /** What may stand alone or in an array. */
  static List<JsonNode> list(JsonNode node) {
    List<JsonNode> list = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(list::add);
    } else {
      list.add(node);
    }
    return list;
  }

  static List<String> texts(JsonNode node) {
    return list(node).stream().map(Elements::text).toList();
  }

  static JsonNode required(JsonNode object, String name) {
    if (!object.has(name)) {
      throw malformed("Missing required field " + name);
    }
    return object.get(name);
  }

  static void checkNames(JsonNode object, Set<String> known) {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw malformed("Unknown field " + echo(name));
      }
    }
  }

  /** What a message may repeat of a document. */
  static String echo(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= MAX_ECHO ? plain : plain.substring(0, MAX_ECHO) + "...";
  }

  static KmsFailure malformed(String message) {
    return ErrorType.MALFORMED_POLICY.failure(message);
  }
}
