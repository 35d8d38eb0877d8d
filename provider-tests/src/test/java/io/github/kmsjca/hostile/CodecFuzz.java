package io.github.kmsjca.hostile;

import io.github.kmsjca.internal.message.HeaderReader;
import io.github.kmsjca.internal.message.MalformedMessageException;
import io.github.kmsjca.internal.message.MessageHeader;
import io.github.kmsjca.internal.message.MessageLayout;
import io.github.kmsjca.internal.message.MessageLimits;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Any bytes at all into the codec: it answers, or refuses by its own exception, and allocates no
 * more than a multiple of what it was given. What it accepts it understood: the header is those
 * bytes, the parts cover the message.
 */
public final class CodecFuzz {
  private static final long ANYWAY = 1 << 20;
  private static final int PER_BYTE = 200;

  private CodecFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws Exception {
    if (Allocation.isBeyond(ANYWAY + (long) PER_BYTE * data.length, () -> read(data))) {
      throw new AssertionError("much memory for " + data.length + " bytes");
    }
  }

  private static void read(byte[] data) {
    MessageHeader header = readHeader(data);
    try {
      MessageLayout layout = MessageLayout.of(data, 0, data.length, MessageLimits.DEFAULT);
      if (header == null) {
        throw new AssertionError("a message without a header");
      }
      int tail = layout.signature().length + (header.suite().signature() == null ? 0 : 2);
      require(layout.bodyEnd() + tail == data.length, "bytes are left over");
      require(layout.plaintextLength() <= layout.bodyEnd() - layout.bodyOffset(), "a long text");
    } catch (MalformedMessageException e) {
      require(e.getMessage() != null, "a refusal without a reason");
    }
  }

  /** In one piece as in many: what is needed grows until it is there. */
  private static MessageHeader readHeader(byte[] data) {
    try {
      int needed = HeaderReader.requiredLength(ByteBuffer.allocate(0), MessageLimits.DEFAULT);
      while (needed <= data.length) {
        int more =
            HeaderReader.requiredLength(ByteBuffer.wrap(data, 0, needed), MessageLimits.DEFAULT);
        require(more >= needed, "less is needed than before");
        if (more == needed) {
          break;
        }
        needed = more;
      }
      require(
          HeaderReader.requiredLength(ByteBuffer.wrap(data), MessageLimits.DEFAULT) == needed,
          "pieces make another header");
      if (needed > data.length) {
        return null;
      }
      byte[] bytes = Arrays.copyOf(data, needed);
      MessageHeader header = HeaderReader.read(bytes, MessageLimits.DEFAULT);
      require(Arrays.equals(header.bytes(), bytes), "the header is not its bytes");
      require(header.bodyLength() < needed, "a header without authentication");
      return header;
    } catch (MalformedMessageException e) {
      return null;
    }
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }
}
