package io.github.kmsjca.localkms.internal.crypto.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link Cbor} writes, and tags, which it passes over; anything else it refuses. */
final class CborReader {
  private static final int DEEPEST = 8;

  private final ByteBuffer in;

  private CborReader(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  /**
   * The value of all the bytes.
   *
   * @throws SignatureException if they are none
   */
  static Object decode(byte[] bytes) throws SignatureException {
    CborReader reader = new CborReader(bytes);
    Object value = reader.value(0);
    if (reader.in.hasRemaining()) {
      throw new SignatureException("There is more than one value");
    }
    return value;
  }

  private Object value(int depth) throws SignatureException {
    if (depth > DEEPEST) {
      throw new SignatureException("The value is nested too deeply");
    }
    int first = octet();
    if (first == Cbor.NULL) {
      return Cbor.Nothing.NULL;
    }
    long number = number(first & 0x1f);
    return switch (first >>> 5) {
      case Cbor.UNSIGNED -> number;
      case Cbor.NEGATIVE -> -1 - number;
      case Cbor.BYTES -> bytes(number);
      case Cbor.TEXT -> text(number);
      case Cbor.LIST -> list(number, depth);
      case Cbor.MAP -> map(number, depth);
      case Cbor.TAG -> value(depth + 1);
      default -> throw new SignatureException("A value is of an unexpected type");
    };
  }

  private long number(int low) throws SignatureException {
    if (low < 24) {
      return low;
    }
    if (low > 27) {
      throw new SignatureException("A length is not definite");
    }
    long number = 0;
    for (int i = 0; i < 1 << (low - 24); i++) {
      number = (number << Byte.SIZE) | octet();
    }
    if (number < 0) {
      throw new SignatureException("A number is too large");
    }
    return number;
  }

  private int octet() throws SignatureException {
    if (!in.hasRemaining()) {
      throw new SignatureException("The value is cut");
    }
    return in.get() & 0xff;
  }

  private byte[] bytes(long length) throws SignatureException {
    byte[] bytes = new byte[fitting(length)];
    in.get(bytes);
    return bytes;
  }

  private String text(long length) throws SignatureException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(length))).toString();
    } catch (CharacterCodingException e) {
      throw new SignatureException("A text is not UTF-8", e);
    }
  }

  private List<Object> list(long length, int depth) throws SignatureException {
    List<Object> list = new ArrayList<>();
    for (int i = fitting(length); i > 0; i--) {
      list.add(value(depth + 1));
    }
    return list;
  }

  private Map<Object, Object> map(long length, int depth) throws SignatureException {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = fitting(length); i > 0; i--) {
      if (map.put(value(depth + 1), value(depth + 1)) != null) {
        throw new SignatureException("A name is twice in a map");
      }
    }
    return map;
  }

  /** No more elements than there are bytes. */
  private int fitting(long length) throws SignatureException {
    if (length > in.remaining()) {
      throw new SignatureException("The value is cut");
    }
    return (int) length;
  }
}
