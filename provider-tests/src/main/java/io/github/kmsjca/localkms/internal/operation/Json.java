package io.github.kmsjca.localkms.internal.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The forms that answers share. */
public final class Json {
  private static final int MILLISECONDS = 3;

  private Json() {}

  /** An empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A moment, as seconds since the epoch with a fraction. */
  public static BigDecimal seconds(Instant moment) {
    return BigDecimal.valueOf(moment.toEpochMilli(), MILLISECONDS);
  }

  /** Says when imported material goes by itself; null for never. */
  public static void expiration(ObjectNode json, @Nullable Instant validTo) {
    if (validTo == null) {
      json.put("ExpirationModel", "KEY_MATERIAL_DOES_NOT_EXPIRE");
    } else {
      json.put("ExpirationModel", "KEY_MATERIAL_EXPIRES").put("ValidTo", seconds(validTo));
    }
  }

  /** A list of texts. */
  public static ArrayNode texts(List<String> texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    texts.forEach(array::add);
    return array;
  }
}
