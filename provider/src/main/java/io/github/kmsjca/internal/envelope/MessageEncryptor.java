package io.github.kmsjca.internal.envelope;

import io.github.kmsjca.internal.datakey.DataKeySource;
import io.github.kmsjca.internal.datakey.EncryptionKey;
import io.github.kmsjca.internal.datakey.EncryptionRequest;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.message.BodyPart;
import io.github.kmsjca.internal.message.Frames;
import io.github.kmsjca.internal.message.HeaderWriter;
import io.github.kmsjca.internal.message.MessageHeader;
import java.nio.ByteBuffer;
import java.security.ProviderException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes one message after the other: the header with the first frame, a frame as soon as it is
 * full and more follows, the last one at the end. What is left of a frame waits here. Not
 * thread-safe.
 *
 * <p>{@code prepare} comes before {@code update} and {@code finish}: it makes the KMS call, if one
 * is needed, and tells how much room the output needs. So a caller whose array is too small, or
 * whose KMS is down, has lost nothing.
 */
public final class MessageEncryptor {
  /** Bytes of a caller's IV: the beginning of the message id. */
  public static final int IV_LENGTH = 12;

  private static final byte[] NOTHING = new byte[0];
  private static final byte[] HEADER_IV = new byte[MessageHeader.IV_LENGTH];
  private static final int FRAME_OVERHEAD = Frames.HEAD_LENGTH + MessageHeader.TAG_LENGTH;
  private static final int FINAL_OVERHEAD = Frames.FINAL_HEAD_LENGTH + MessageHeader.TAG_LENGTH;

  private final MessageCrypto crypto;
  private final DataKeySource source;
  private final int frameLength;
  private final EncryptionRequest request;
  private final byte[] messageId;
  private byte[] pending = NOTHING;
  private int pendingLength;
  private long sequence = 1;

  /** Bytes of plaintext that came, and how many of them were counted. */
  private long taken;

  private long charged;

  /** There from the moment that the message's length can be told. */
  private @Nullable EncryptionKey key;

  private byte[] commitment = NOTHING;
  private boolean isHeaderWritten;

  /**
   * A message that has not begun.
   *
   * @param crypto of this engine, in use by one message at a time
   * @param iv begins the message id; {@code null} for a random one
   */
  public MessageEncryptor(
      MessageCrypto crypto,
      DataKeySource source,
      int frameLength,
      EncryptionRequest request,
      byte @Nullable [] iv) {
    this.crypto = crypto;
    this.source = source;
    this.frameLength = frameLength;
    this.request = request;
    this.messageId = new byte[request.suite().messageIdLength()];
    crypto.ids().next(messageId);
    if (iv != null) {
      System.arraycopy(iv, 0, messageId, 0, IV_LENGTH);
    }
    crypto.aad().reset();
  }

  /** The IV, as a caller without one is told it. */
  public byte[] iv() {
    return Arrays.copyOf(messageId, IV_LENGTH);
  }

  public void updateAad(byte[] aad, int offset, int length) {
    crypto.aad().update(aad, offset, length);
  }

  /**
   * Gets ready for an update; what may fail, fails here.
   *
   * @return bytes that {@link #update} with so much input writes
   */
  public long prepareUpdate(int inputLength) throws KmsCallException {
    long frames = fullFrames(inputLength);
    if (frames == 0) {
      return 0;
    }
    begin(inputLength);
    return headerLength() + frames * (frameLength + FRAME_OVERHEAD);
  }

  /**
   * Gets ready for the end; what may fail, fails here.
   *
   * @return bytes that {@link #finish} with so much input writes
   */
  public long prepareFinal(int inputLength) throws KmsCallException {
    begin(inputLength);
    return finalLength(inputLength);
  }

  /** Bytes that {@link #finish} with so much input would write after the message is complete. */
  public long finalLength(int inputLength) {
    long frames = fullFrames(inputLength);
    return headerLength() + frames * FRAME_OVERHEAD + pendingLength + inputLength + FINAL_OVERHEAD;
  }

  /** A frame that is full is the last one unless more follows. */
  private long fullFrames(int inputLength) {
    long total = (long) pendingLength + inputLength;
    return total == 0 ? 0 : (total - 1) / frameLength;
  }

  private int headerLength() {
    if (key == null) {
      throw new IllegalStateException("a message that was not prepared");
    }
    return isHeaderWritten
        ? 0
        : HeaderWriter.length(messageId.length, key.encodedRecipients().length);
  }

  /** Gets the message's key: at the first call only. */
  private void begin(int inputLength) throws KmsCallException {
    if (key != null) {
      return;
    }
    long length = (long) pendingLength + inputLength;
    EncryptionKey got = source.forEncryption(request, length);
    try {
      KeyDerivation.MessageKey derived =
          crypto.derivation().derive(request.suite(), messageId, got.bytes());
      crypto.cipher().use(derived.key());
      commitment = derived.commitment();
    } finally {
      got.release();
    }
    key = got;
    charged = length;
  }

  /** Takes a part of the plaintext, for which it was made ready. */
  public int update(byte[] input, int offset, int length, byte[] output, int outputOffset) {
    charge(length);
    long frames = fullFrames(length);
    int written = frames > 0 ? writeHeader(output, outputOffset) : 0;
    return written + takeIn(frames, input, offset, length, output, outputOffset + written);
  }

  /** Takes the last part of the plaintext, for which it was made ready. */
  public int finish(byte[] input, int offset, int length, byte[] output, int outputOffset) {
    charge(length);
    try {
      int written = writeHeader(output, outputOffset);
      long frames = fullFrames(length);
      if (pendingLength == 0) {
        // The usual case, a whole message at once, is encrypted where it is.
        int full = Math.toIntExact(frames * frameLength);
        written += takeIn(frames, input, offset, full, output, outputOffset + written);
        return written
            + writeFinalFrame(input, offset + full, length - full, output, outputOffset + written);
      }
      written += takeIn(frames, input, offset, length, output, outputOffset + written);
      return written + writeFinalFrame(pending, 0, pendingLength, output, outputOffset + written);
    } finally {
      isHeaderWritten = false;
      close();
    }
  }

  /** The beginning was counted when the message got its key, as far as it was known then. */
  private void charge(int length) {
    taken += length;
    if (key != null && taken > charged) {
      key.charge(taken - charged);
      charged = taken;
    }
  }

  /** Forgets the message; the rest of it will not come. */
  public void drop() {
    close();
    key = null;
    taken = 0;
  }

  /** Writes so many full frames, and keeps the rest. */
  private int takeIn(
      long frames, byte[] input, int offset, int length, byte[] output, int outputOffset) {
    int from = offset;
    int to = outputOffset;
    for (long i = 0; i < frames; i++) {
      if (pendingLength > 0) {
        int missing = frameLength - pendingLength;
        keep(input, from, missing);
        from += missing;
        to += writeFrame(pending, 0, output, to);
        pendingLength = 0;
      } else {
        to += writeFrame(input, from, output, to);
        from += frameLength;
      }
    }
    keep(input, from, offset + length - from);
    return to - outputOffset;
  }

  private void keep(byte[] input, int offset, int length) {
    if (pendingLength + length > pending.length) {
      int capacity = Math.min(frameLength, Math.max(2 * pending.length, pendingLength + length));
      byte[] larger = Arrays.copyOf(pending, capacity);
      Arrays.fill(pending, 0, pendingLength, (byte) 0);
      pending = larger;
    }
    System.arraycopy(input, offset, pending, pendingLength, length);
    pendingLength += length;
  }

  private int writeHeader(byte[] output, int offset) {
    EncryptionKey begun = key;
    if (isHeaderWritten || begun == null) {
      return 0;
    }
    int length =
        HeaderWriter.write(
            ByteBuffer.wrap(output, offset, output.length - offset),
            request.suite(),
            messageId,
            begun.encodedRecipients(),
            frameLength,
            commitment);
    crypto
        .cipher()
        .sealHeader(HEADER_IV, output, offset, length, crypto.aad().finish(), offset + length);
    isHeaderWritten = true;
    return length + MessageHeader.TAG_LENGTH;
  }

  private int writeFrame(byte[] plaintext, int offset, byte[] output, int outputOffset) {
    int number = nextSequence();
    ByteBuffer out = ByteBuffer.wrap(output, outputOffset, output.length - outputOffset);
    Frames.putHead(out, number);
    seal(BodyPart.FRAME, number, plaintext, offset, frameLength, output, out.position());
    return frameLength + FRAME_OVERHEAD;
  }

  private int writeFinalFrame(
      byte[] plaintext, int offset, int length, byte[] output, int outputOffset) {
    int number = nextSequence();
    ByteBuffer out = ByteBuffer.wrap(output, outputOffset, output.length - outputOffset);
    Frames.putFinalHead(out, number, length);
    seal(BodyPart.FINAL_FRAME, number, plaintext, offset, length, output, out.position());
    return length + FINAL_OVERHEAD;
  }

  private void seal(
      BodyPart part,
      int number,
      byte[] plaintext,
      int offset,
      int length,
      byte[] output,
      int outputOffset) {
    byte[] aad = part.aad(messageId, number, length);
    crypto.cipher().seal(Frames.iv(number), aad, plaintext, offset, length, output, outputOffset);
  }

  private int nextSequence() {
    if (sequence > Frames.MAX_FRAMES) {
      throw new ProviderException(
          "the message has more than "
              + Frames.MAX_FRAMES
              + " frames: raise frameLength=, or make several messages of it");
    }
    return (int) sequence++;
  }

  /** Wipes what is left of plaintext and key. */
  private void close() {
    crypto.cipher().forget();
    crypto.aad().reset();
    Arrays.fill(pending, (byte) 0);
    pending = NOTHING;
    pendingLength = 0;
  }
}
