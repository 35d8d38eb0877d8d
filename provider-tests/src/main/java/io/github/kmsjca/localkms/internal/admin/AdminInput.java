package io.github.kmsjca.localkms.internal.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object of one request, whose members are taken one by one; a member that nobody takes is
 * a mistake of the sender.
 */
final class AdminInput {
  private static final int MAX_BODY_BYTES = 1 << 16;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final ObjectNode members;

  private AdminInput(ObjectNode members) {
    this.members = members;
  }

  /** A body that is larger than any this endpoint understands. */
  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLargeException() {
      super("A body has at most " + MAX_BODY_BYTES + " bytes");
    }
  }

  static AdminInput of(ClassicHttpRequest request) throws IOException {
    try {
      if (JSON.readTree(body(request.getEntity())) instanceof ObjectNode object) {
        return new AdminInput(object);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The body is not JSON: " + e.getOriginalMessage(), e);
    }
    throw new IllegalArgumentException("The body is not a JSON object");
  }

  String text(String name) {
    return required(name, takenText(name));
  }

  String text(String name, String otherwise) {
    String text = takenText(name);
    return text == null ? otherwise : text;
  }

  /** A text; null if it is absent. */
  @Nullable String textIfAny(String name) {
    return takenText(name);
  }

  /** A truth value; null if it is absent. */
  @Nullable Boolean truthIfAny(String name) {
    JsonNode value = members.remove(name);
    if (value == null) {
      return null;
    }
    check(value.isBoolean(), name, "true or false");
    return value.booleanValue();
  }

  /** Texts; an absent list is empty. */
  List<String> texts(String name) {
    JsonNode list = members.remove(name);
    List<String> texts = new ArrayList<>();
    if (list != null) {
      check(list.isArray(), name, "a list of texts");
      for (JsonNode one : list) {
        check(one.isTextual(), name, "a list of texts");
        texts.add(one.textValue());
      }
    }
    return texts;
  }

  int positive(String name, int otherwise) {
    JsonNode value = members.remove(name);
    if (value == null) {
      return otherwise;
    }
    check(value.isInt() && value.intValue() > 0, name, "a whole number above 0");
    return value.intValue();
  }

  long whole(String name) {
    JsonNode value = required(name, members.remove(name));
    check(value.isIntegralNumber() && value.canConvertToLong(), name, "a whole number");
    return value.longValue();
  }

  double number(String name) {
    JsonNode value = required(name, members.remove(name));
    check(value.isNumber(), name, "a number");
    return value.doubleValue();
  }

  /** To be called when all members that mean something have been taken. */
  void checkNothingElse() {
    if (!members.isEmpty()) {
      throw new IllegalArgumentException("There is no member " + members.fieldNames().next());
    }
  }

  private @Nullable String takenText(String name) {
    JsonNode value = members.remove(name);
    if (value == null) {
      return null;
    }
    check(value.isTextual(), name, "a text");
    return value.textValue();
  }

  private static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("The member " + name + " is missing");
    }
    return value;
  }

  private static void check(boolean fits, String name, String what) {
    if (!fits) {
      throw new IllegalArgumentException("The member " + name + " is not " + what);
    }
  }

  private static byte[] body(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    // Not closed: that would read a body without end to its end.
    byte[] body = entity.getContent().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      throw new TooLargeException();
    }
    return body;
  }
}
