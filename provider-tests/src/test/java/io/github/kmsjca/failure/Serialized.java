package io.github.kmsjca.failure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** Objects as serialized bytes, and what somebody on their way can do to those. */
final class Serialized {
  private Serialized() {}

  static byte[] write(Object object) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
      objects.writeObject(object);
    }
    return out.toByteArray();
  }

  static Object read(byte[] bytes) throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    }
  }

  /** Exchanges a text, and the length that the stream format keeps before it. */
  static byte[] replace(byte[] stream, String text, String other) {
    String all = new String(stream, ISO_8859_1);
    int at = all.indexOf(text);
    assertThat(at).as(text).isPositive();
    String changed = all.replace(text, other);
    int difference = other.length() - text.length();
    if (difference != 0) {
      char[] chars = changed.toCharArray();
      chars[at - 1] += (char) difference;
      changed = new String(chars);
    }
    return changed.getBytes(ISO_8859_1);
  }
}
