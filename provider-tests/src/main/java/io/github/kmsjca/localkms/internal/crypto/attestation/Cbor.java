package io.github.kmsjca.localkms.internal.crypto.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/** Writes CBOR (RFC 8949) of definite lengths: numbers, bytes, texts, lists, maps and null. */
final class Cbor {
  static final int UNSIGNED = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int LIST = 4;
  static final int MAP = 5;
  static final int TAG = 6;
  static final int NULL = 0xf6;

  private static final int INLINE = 24;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Cbor() {}

  /** What is not there. */
  enum Nothing {
    NULL
  }

  /** The bytes of a value. */
  static byte[] encode(Object value) {
    Cbor cbor = new Cbor();
    cbor.write(value);
    return cbor.out.toByteArray();
  }

  private void write(Object value) {
    if (value instanceof Long number) {
      head(number < 0 ? NEGATIVE : UNSIGNED, number < 0 ? -1 - number : number);
    } else if (value instanceof byte[] bytes) {
      head(BYTES, bytes.length);
      out.writeBytes(bytes);
    } else if (value instanceof String text) {
      byte[] bytes = text.getBytes(UTF_8);
      head(TEXT, bytes.length);
      out.writeBytes(bytes);
    } else if (value instanceof List<?> list) {
      head(LIST, list.size());
      list.forEach(this::write);
    } else if (value instanceof Map<?, ?> map) {
      head(MAP, map.size());
      map.forEach(
          (key, element) -> {
            write(key);
            write(element);
          });
    } else if (value == Nothing.NULL) {
      out.write(NULL);
    } else {
      throw new IllegalArgumentException("No CBOR for " + value.getClass());
    }
  }

  /** The type and the number that begin each value, as short as possible. */
  private void head(int type, long number) {
    if (number < INLINE) {
      out.write((type << 5) | (int) number);
      return;
    }
    int log = number < 1L << 8 ? 0 : number < 1L << 16 ? 1 : number < 1L << 32 ? 2 : 3;
    out.write((type << 5) | (INLINE + log));
    for (int shift = Byte.SIZE * ((1 << log) - 1); shift >= 0; shift -= Byte.SIZE) {
      out.write((int) (number >>> shift));
    }
  }
}
