package io.github.kmsjca.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The beginning of a message's header as the format has it, read by nobody's code but this.
 *
 * @param context the bytes between the message id and the data keys, without their length
 * @param dataKeys in their order
 * @param dataKeysOffset where in the message their number stands
 * @param dataKeysEnd where in the message they end
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Wire(byte[] context, List<DataKey> dataKeys, int dataKeysOffset, int dataKeysEnd) {
  /** One encrypted data key. */
  record DataKey(String provider, String key, ByteBuffer ciphertext) {}

  static Wire of(byte[] message) {
    ByteBuffer bytes = ByteBuffer.wrap(message);
    bytes.position(message[0] == 1 ? 1 + 1 + 2 + 16 : 1 + 2 + 32);
    byte[] context = field(bytes);
    int offset = bytes.position();
    int count = bytes.getShort();
    List<DataKey> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(
          new DataKey(
              new String(field(bytes), UTF_8),
              new String(field(bytes), UTF_8),
              ByteBuffer.wrap(field(bytes))));
    }
    return new Wire(context, keys, offset, bytes.position());
  }

  /** What tells data keys apart: the first one's ciphertext. */
  static ByteBuffer dataKeyOf(byte[] message) {
    return of(message).dataKeys.get(0).ciphertext;
  }

  List<String> keys() {
    return dataKeys.stream().map(DataKey::key).toList();
  }

  /** The message with other data keys, and everything else as it was. */
  byte[] with(byte[] message, List<DataKey> replacements) {
    ByteBuffer out = ByteBuffer.allocate(message.length + (1 << 16));
    out.put(message, 0, dataKeysOffset).putShort((short) replacements.size());
    for (DataKey key : replacements) {
      put(out, ByteBuffer.wrap(key.provider.getBytes(UTF_8)));
      put(out, ByteBuffer.wrap(key.key.getBytes(UTF_8)));
      put(out, key.ciphertext.duplicate());
    }
    out.put(message, dataKeysEnd, message.length - dataKeysEnd);
    byte[] changed = new byte[out.position()];
    out.flip().get(changed);
    return changed;
  }

  private static byte[] field(ByteBuffer bytes) {
    byte[] field = new byte[Short.toUnsignedInt(bytes.getShort())];
    bytes.get(field);
    return field;
  }

  private static void put(ByteBuffer out, ByteBuffer field) {
    out.putShort((short) field.remaining()).put(field);
  }
}
