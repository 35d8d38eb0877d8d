package io.github.kmsjca.internal.message;

import io.github.kmsjca.internal.algorithm.MessageSuite;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Headers to read: of version 2 by our writer, of version 1 by hand. */
final class Messages {
  static final MessageSuite SUITE_2 = MessageSuite.AES_256_GCM_HKDF_SHA512_COMMIT_KEY;
  static final MessageSuite SUITE_1 = MessageSuite.AES_256_GCM_HKDF_SHA256;

  private Messages() {}

  static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  static List<EncryptedDataKey> dataKeys(Random random, int count) {
    List<EncryptedDataKey> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(
          new EncryptedDataKey(
              EncryptedDataKey.AWS_KMS,
              ("arn:aws:kms:eu-west-1:111122223333:key/" + i).getBytes(StandardCharsets.UTF_8),
              bytes(random, 1 + random.nextInt(200))));
    }
    return keys;
  }

  /** A whole header, its tag made up. */
  static byte[] version2(
      Random random, Map<String, String> context, List<EncryptedDataKey> keys, int frameLength) {
    byte[] body =
        body(
            SUITE_2,
            bytes(random, 32),
            EncryptionContexts.encode(context),
            keys,
            frameLength,
            bytes(random, 32));
    return concat(body, bytes(random, 16));
  }

  /** What a header's tag covers. */
  static byte[] body(MessageHeader header) {
    return Arrays.copyOf(header.bytes(), header.bodyLength());
  }

  /** A header without its tag. */
  static byte[] body(
      MessageSuite suite,
      byte[] messageId,
      byte[] context,
      List<EncryptedDataKey> keys,
      int frameLength,
      byte[] commitment) {
    byte[] recipients = HeaderWriter.recipients(context, keys);
    ByteBuffer out = ByteBuffer.allocate(HeaderWriter.length(messageId.length, recipients.length));
    int length = HeaderWriter.write(out, suite, messageId, recipients, frameLength, commitment);
    return Arrays.copyOf(out.array(), length);
  }

  static byte[] version1(int type, int suite, int contentType, int reserved, int iv, int frame) {
    return ByteBuffer.allocate(1 + 1 + 2 + 16 + 2 + 2 + (2 + 1) * 3 + 1 + 4 + 1 + 4 + 12 + 16)
        .put((byte) 1)
        .put((byte) type)
        .putShort((short) suite)
        .put(new byte[16])
        .putShort((short) 0)
        .putShort((short) 1)
        .put(new byte[] {0, 1, 'p', 0, 1, 'i', 0, 1, 'c'})
        .put((byte) contentType)
        .putInt(reserved)
        .put((byte) iv)
        .putInt(frame)
        .put(new byte[12])
        .put(new byte[16])
        .array();
  }

  static byte[] concat(byte[] head, byte[] tail) {
    return ByteBuffer.allocate(head.length + tail.length).put(head).put(tail).array();
  }
}
