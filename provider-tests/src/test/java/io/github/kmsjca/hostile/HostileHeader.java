package io.github.kmsjca.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Headers that no writer writes, each with the wrapped keys of a sound message: who believes them
 * calls KMS, or makes arrays of the lengths that they claim.
 */
enum HostileHeader {
  MANY_DATA_KEYS(2, 0x0478) {
    @Override
    byte[] keys(byte[] sound) {
      byte[] keys = new byte[2 + 6 * 0xffff];
      Arrays.fill(keys, 0, 2, (byte) 0xff);
      return keys;
    }
  },
  ELEVEN_DATA_KEYS(2, 0x0478) {
    @Override
    byte[] keys(byte[] sound) {
      ByteArrayOutputStream keys = new ByteArrayOutputStream();
      keys.writeBytes(new byte[] {0, 11});
      for (int i = 0; i < 11; i++) {
        keys.write(sound, 2, sound.length - 2);
      }
      return keys.toByteArray();
    }
  },
  NO_DATA_KEY(2, 0x0478) {
    @Override
    byte[] keys(byte[] sound) {
      return new byte[2];
    }
  },
  FRAMES_OF_4_GIB(2, 0x0478, 2, 0xffffffff),
  FRAMES_OF_2_GIB(2, 0x0478, 2, 0x80000000),
  FRAMES_BEYOND_THE_LIMIT(2, 0x0478, 2, (1 << 24) + 1),
  FRAMES_OF_NOTHING(2, 0x0478, 2, 0),
  NO_FRAMES_AND_A_LENGTH(2, 0x0478, 1, 4096),
  CONTENT_TYPE_0(2, 0x0478, 0, 4096),
  CONTENT_TYPE_3(2, 0x0478, 3, 4096),
  CONTEXT_OF_64_KIB(2, 0x0478) {
    @Override
    byte[] context() {
      return pairs(0xffff);
    }
  },
  CONTEXT_LONGER_THAN_KMS_TAKES(2, 0x0478) {
    @Override
    byte[] context() {
      byte[] value = new byte[8192];
      Arrays.fill(value, (byte) 'v');
      return ByteBuffer.allocate(2 + 3 + 2 + value.length)
          .putShort((short) 1)
          .put(new byte[] {0, 1, 'k'})
          .putShort((short) value.length)
          .put(value)
          .array();
    }
  },
  CONTEXT_WITHOUT_PAIRS(2, 0x0478) {
    @Override
    byte[] context() {
      return new byte[2];
    }
  },
  CONTEXT_OF_MORE_PAIRS_THAN_IT_HOLDS(2, 0x0478) {
    @Override
    byte[] context() {
      byte[] pairs = pairs(100);
      Arrays.fill(pairs, 0, 2, (byte) 0xff);
      return pairs;
    }
  },
  CONTEXT_WITH_A_KEY_TWICE(2, 0x0478) {
    @Override
    byte[] context() {
      return new byte[] {0, 2, 0, 1, 'k', 0, 1, 'v', 0, 1, 'k', 0, 1, 'v'};
    }
  },
  CONTEXT_THAT_IS_NO_TEXT(2, 0x0478) {
    @Override
    byte[] context() {
      return new byte[] {0, 1, 0, 2, (byte) 0xc3, 'k', 0, 1, 'v'};
    }
  },
  CONTEXT_WITH_OUR_RESERVED_KEY(2, 0x0478) {
    @Override
    byte[] context() {
      byte[] key = "jca-aad-sha384".getBytes(US_ASCII);
      return ByteBuffer.allocate(2 + 2 + key.length + 3)
          .putShort((short) 1)
          .putShort((short) key.length)
          .put(key)
          .put(new byte[] {0, 1, 'v'})
          .array();
    }
  },
  SIGNED_SUITE_WITHOUT_KEY(2, 0x0578),
  RESERVED_SUITE(2, 0x0000),
  SUITE_OF_THE_S3_CLIENT(2, 0x0070),
  SUITE_OF_THE_DATABASE_SDK(2, 0x6700),
  OTHER_SUITE_OF_THE_DATABASE_SDK(2, 0x6701),
  UNKNOWN_SUITE(2, 0x0678),
  OLD_SUITE_IN_NEW_HEADER(2, 0x0178),
  NEW_SUITE_IN_OLD_HEADER(1, 0x0478),
  OLD_SUITE(1, 0x0178),
  OLD_SUITE_WITHOUT_DERIVATION(1, 0x0014),
  OLD_HEADER_OF_ANOTHER_TYPE(1, 0x0178) {
    @Override
    int type() {
      return 0x40;
    }
  },
  IV_OF_16_BYTES(1, 0x0178) {
    @Override
    int ivLength() {
      return 16;
    }
  },
  NO_IV(1, 0x0178) {
    @Override
    int ivLength() {
      return 0;
    }
  },
  RESERVED_BYTES(1, 0x0178) {
    @Override
    int reserved() {
      return 1;
    }
  },
  VERSION_3(3, 0x0478),
  VERSION_0(0, 0x0478);

  private static final int FRAMED = 2;
  private static final int FRAME_LENGTH = 4096;

  private final int version;
  private final int suite;
  private final int contentType;
  private final int frameLength;

  HostileHeader(int version, int suite) {
    this(version, suite, FRAMED, FRAME_LENGTH);
  }

  HostileHeader(int version, int suite, int contentType, int frameLength) {
    this.version = version;
    this.suite = suite;
    this.contentType = contentType;
    this.frameLength = frameLength;
  }

  byte[] context() {
    return new byte[0];
  }

  byte[] keys(byte[] sound) {
    return sound;
  }

  int type() {
    return 0x80;
  }

  int ivLength() {
    return 12;
  }

  int reserved() {
    return 0;
  }

  /** A context of so many bytes, in pairs as short as they can be while they differ. */
  static byte[] pairs(int length) {
    ByteBuffer pairs = ByteBuffer.allocate(length);
    int count = (length - 2) / 8;
    pairs.putShort((short) count);
    for (int i = 0; i < count; i++) {
      pairs.putShort((short) 3);
      pairs.put((byte) ('a' + i % 26)).put((byte) ('a' + i / 26 % 26)).put((byte) ('!' + i / 676));
      pairs.putShort((short) 1).put((byte) 'v');
    }
    return pairs.array();
  }

  /** The header, and a body that looks like one. */
  byte[] message(byte[] soundKeys) {
    byte[] context = context();
    byte[] keys = keys(soundKeys);
    ByteBuffer out = ByteBuffer.allocate(context.length + keys.length + 4 * FRAME_LENGTH);
    out.put((byte) version);
    if (version == 1) {
      out.put((byte) type());
    }
    out.putShort((short) suite);
    out.put(new byte[version == 1 ? 16 : 32]);
    out.putShort((short) context.length).put(context).put(keys).put((byte) contentType);
    if (version == 1) {
      out.putInt(reserved()).put((byte) ivLength());
    }
    out.putInt(frameLength);
    out.put(new byte[version == 1 ? ivLength() + 16 : 32 + 16]);
    out.putInt(1).put(new byte[12 + FRAME_LENGTH + 16]);
    out.putInt(-1).putInt(2).put(new byte[12]).putInt(1).put(new byte[1 + 16]);
    return Arrays.copyOf(out.array(), out.position());
  }
}
