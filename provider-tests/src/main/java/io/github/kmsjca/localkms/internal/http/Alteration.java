package io.github.kmsjca.localkms.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Makes a successful answer say something else. */
@FunctionalInterface
public interface Alteration {

  /** Alters the answer; one that has nothing to alter stays as it is. */
  void apply(ObjectNode answer);

  /**
   * The answer names another key.
   *
   * @param arn what it names; null for a key of the same account and Region that does not exist
   */
  static Alteration otherKeyId(@Nullable String arn) {
    return answer -> {
      if (answer.has("KeyId")) {
        answer.put("KeyId", arn == null ? neighbour(answer.path("KeyId").asText()) : arn);
      }
    };
  }

  /** The answer names its key by the id alone. */
  static Alteration bareKeyId() {
    return answer -> {
      if (answer.has("KeyId")) {
        String arn = answer.path("KeyId").asText();
        answer.put("KeyId", arn.substring(arn.lastIndexOf('/') + 1));
      }
    };
  }

  /** The last bit of a signature or of a MAC is another. */
  static Alteration flippedSignature() {
    return answer -> {
      flip(answer, "Signature");
      flip(answer, "Mac");
    };
  }

  /** The answer, and the metadata in it, lack a member. */
  static Alteration without(String member) {
    return answer -> {
      answer.remove(member);
      if (answer.get("KeyMetadata") instanceof ObjectNode metadata) {
        metadata.remove(member);
      }
    };
  }

  private static String neighbour(String arn) {
    return arn.substring(0, arn.lastIndexOf('/') + 1) + "00000000-0000-4000-8000-000000000000";
  }

  private static void flip(ObjectNode answer, String member) {
    if (!answer.has(member)) {
      return;
    }
    try {
      byte[] bytes = answer.get(member).binaryValue();
      bytes[bytes.length - 1] ^= 1;
      answer.put(member, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(member + " is not binary", e);
    }
  }
}
