package io.github.kmsjca.internal.message;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where the parts of a whole message are, by its lengths and numbers alone: nothing is decrypted,
 * nothing believed, nothing allocated but the header.
 *
 * @param header its header
 * @param bodyOffset where its body begins
 * @param bodyEnd where its body ends; a signature may follow
 * @param plaintextLength bytes of plaintext
 * @param signature at its end; empty if the suite does not sign
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record MessageLayout(
    MessageHeader header, int bodyOffset, int bodyEnd, int plaintextLength, byte[] signature) {

  /** Reads a message that takes all of the bytes, and no more. */
  public static MessageLayout of(byte[] bytes, int offset, int length, MessageLimits limits)
      throws MalformedMessageException {
    int headerLength = HeaderReader.requiredLength(ByteBuffer.wrap(bytes, offset, length), limits);
    if (headerLength > length) {
      throw new MalformedMessageException("it is cut off in its header");
    }
    int bodyOffset = offset + headerLength;
    MessageHeader header = HeaderReader.read(Arrays.copyOfRange(bytes, offset, bodyOffset), limits);
    ByteBuffer rest = ByteBuffer.wrap(bytes, bodyOffset, length - headerLength);
    int plaintextLength = passBody(rest, header, limits);
    int bodyEnd = rest.position();
    byte[] signature = new byte[0];
    if (header.suite().signature() != null) {
      require(rest, 2);
      signature = new byte[Short.toUnsignedInt(rest.getShort())];
      require(rest, signature.length);
      rest.get(signature);
    }
    if (rest.hasRemaining()) {
      throw new MalformedMessageException("bytes follow its end");
    }
    return new MessageLayout(header, bodyOffset, bodyEnd, plaintextLength, signature);
  }

  private static int passBody(ByteBuffer body, MessageHeader header, MessageLimits limits)
      throws MalformedMessageException {
    int plaintextLength = 0; // cannot overflow: it is less than what is there
    for (int sequence = 1; ; sequence++) {
      int length = BodyPieces.length(body, header, sequence, limits);
      require(body, length);
      int end = body.position() + length;
      Frames.Head head = BodyPieces.head(body, header, sequence, limits);
      body.position(end);
      plaintextLength += head.length();
      if (head.part() != BodyPart.FRAME) {
        return plaintextLength;
      }
    }
  }

  private static void require(ByteBuffer bytes, int count) throws MalformedMessageException {
    if (bytes.remaining() < count) {
      throw new MalformedMessageException("it is cut off");
    }
  }
}
