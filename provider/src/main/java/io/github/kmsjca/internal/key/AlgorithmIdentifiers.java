package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells a key's spec by the AlgorithmIdentifier at the head of its SubjectPublicKeyInfo, which DER
 * makes the same bytes for all keys of a curve or parameter set. Without Bouncy Castle's parser,
 * because the first class from its signed jar costs the JVM a check of the whole jar, some hundred
 * milliseconds that a program with keys of the platform's kinds need not pay.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280, 4.1</a>
 */
final class AlgorithmIdentifiers {
  private static final String EC_PUBLIC_KEY = "1.2.840.10045.2.1";
  private static final byte SEQUENCE = 0x30;
  private static final byte OBJECT_IDENTIFIER = 0x06;
  private static final Map<KeySpec, ByteBuffer> BY_SPEC = new EnumMap<>(KeySpec.class);

  static {
    for (KeySpec spec : KeySpec.values()) {
      String oid = spec.oid();
      if (oid != null) {
        boolean isCurve = spec.family() == KeyFamily.EC || spec.family() == KeyFamily.SM2;
        byte[] content = isCurve ? join(der(EC_PUBLIC_KEY), der(oid)) : der(oid);
        BY_SPEC.put(spec, ByteBuffer.wrap(element(SEQUENCE, content)));
      }
    }
  }

  private AlgorithmIdentifiers() {}

  /** The spec of such a key; null if it is none of a known curve or parameter set. */
  static @Nullable KeySpec specOf(byte[] subjectPublicKeyInfo) {
    ByteBuffer inner = ByteBuffer.wrap(subjectPublicKeyInfo);
    if (inner.remaining() < 2 || inner.get() != SEQUENCE) {
      return null;
    }
    int length = inner.get();
    int more = length >= 0 ? 0 : length & 0x7f; // long form: the length's own length
    if (more >= inner.remaining()) {
      return null;
    }
    ByteBuffer content = inner.slice(inner.position() + more, inner.remaining() - more);
    for (Map.Entry<KeySpec, ByteBuffer> entry : BY_SPEC.entrySet()) {
      int size = entry.getValue().limit();
      if (content.limit() >= size && content.slice(0, size).equals(entry.getValue())) {
        return entry.getKey();
      }
    }
    return null;
  }

  /** An object identifier in DER: the first two arcs in one number, then seven bits to a byte. */
  private static byte[] der(String oid) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    String[] arcs = oid.split("\\.", -1);
    writeBase128(content, 40L * Long.parseLong(arcs[0]) + Long.parseLong(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      writeBase128(content, Long.parseLong(arcs[i]));
    }
    return element(OBJECT_IDENTIFIER, content.toByteArray());
  }

  private static void writeBase128(ByteArrayOutputStream out, long number) {
    int shift = (63 - Long.numberOfLeadingZeros(number | 1)) / 7 * 7;
    for (; shift > 0; shift -= 7) {
      out.write((int) (number >> shift & 0x7f) | 0x80);
    }
    out.write((int) (number & 0x7f));
  }

  /** All of these are shorter than 128 bytes, and so is their length one byte. */
  private static byte[] element(byte tag, byte[] content) {
    return join(new byte[] {tag, (byte) content.length}, content);
  }

  private static byte[] join(byte[] head, byte[] tail) {
    return ByteBuffer.allocate(head.length + tail.length).put(head).put(tail).array();
  }
}
