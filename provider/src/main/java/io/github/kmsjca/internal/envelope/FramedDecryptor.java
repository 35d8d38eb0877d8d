package io.github.kmsjca.internal.envelope;

import static io.github.kmsjca.internal.envelope.Refusals.refusal;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.datakey.DataKeySource;
import io.github.kmsjca.internal.kms.ClassPathFailure;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.message.BodyPart;
import io.github.kmsjca.internal.message.BodyPieces;
import io.github.kmsjca.internal.message.Frames;
import io.github.kmsjca.internal.message.HeaderReader;
import io.github.kmsjca.internal.message.MalformedMessageException;
import io.github.kmsjca.internal.message.MessageHeader;
import io.github.kmsjca.internal.message.MessageLimits;
import java.nio.ByteBuffer;
import java.security.ProviderException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import org.jspecify.annotations.Nullable;

/**
 * Opens a message piece by piece: each frame's plaintext is released once that frame is verified;
 * of a signed message the last one only with the signature. Pieces that are whole in the input are
 * read where they are; of others the beginning waits here. Whoever takes the plaintext has the
 * message's beginning only, until {@link #finish} has said that this was the end. Not thread-safe.
 */
public final class FramedDecryptor {
  /** What comes next. */
  private enum Part {
    HEADER,
    BODY,
    FOOTER,
    END
  }

  private static final byte[] NOTHING = new byte[0];

  private final MessageCrypto crypto;
  private final MessageOpener opener;
  private final DecryptionPolicy policy;
  private final boolean allowSigned;
  private Part next = Part.HEADER;
  private byte[] pending = NOTHING;
  private int pendingLength;

  /** Bytes of the piece that waits, as far as they were told when they were last asked for. */
  private int pendingNeeded;

  private @Nullable MessageHeader header;
  private @Nullable MessageSignature signature;
  private byte[] withheld = NOTHING;
  private long sequence = 1;

  /**
   * A message of which nothing has come yet.
   *
   * @param allowSigned take messages whose signature cannot be verified before frames are released
   */
  public FramedDecryptor(
      MessageCrypto crypto, DataKeySource source, DecryptionPolicy policy, boolean allowSigned) {
    this.crypto = crypto;
    this.opener = new MessageOpener(crypto, source);
    this.policy = policy;
    this.allowSigned = allowSigned;
    crypto.aad().reset();
  }

  public void updateAad(byte[] aad, int offset, int length) {
    crypto.aad().update(aad, offset, length);
  }

  /** True once something of the message was taken. */
  public boolean isStarted() {
    return pendingLength > 0 || next != Part.HEADER;
  }

  /** Bytes of plaintext that so much further input releases at most. */
  public long maxLength(int inputLength) {
    long available = (long) pendingLength + inputLength;
    // A piece that has begun, and does not end within so many bytes, releases nothing.
    boolean isCutShort = pendingLength > 0 && pendingNeeded > available;
    return isCutShort ? 0 : withheld.length + available;
  }

  /** Bytes of plaintext that this input releases if nothing is wrong with it. */
  public int releasedLength(byte[] input, int offset, int length) throws AEADBadTagException {
    byte[] all = Arrays.copyOf(pending, pendingLength + length);
    System.arraycopy(input, offset, all, pendingLength, length);
    ByteBuffer bytes = ByteBuffer.wrap(all);
    try {
      MessageHeader known = header;
      if (next == Part.HEADER) {
        int headerLength = HeaderReader.requiredLength(bytes, MessageLimits.DEFAULT);
        if (headerLength > all.length) {
          return 0;
        }
        known = HeaderReader.read(Arrays.copyOf(all, headerLength), MessageLimits.DEFAULT);
        bytes.position(headerLength);
      }
      boolean isBody = next == Part.HEADER || next == Part.BODY;
      long released =
          isBody && known != null
              ? BodyPieces.plaintextLength(bytes, known, sequence, MessageLimits.DEFAULT)
              : 0;
      return Math.toIntExact(withheld.length + released);
    } catch (MalformedMessageException e) {
      throw refusal(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Takes a part of the message.
   *
   * @param output has room for what is released, and is another array
   * @return bytes of plaintext released
   */
  public int update(byte[] input, int offset, int length, byte[] output, int outputOffset)
      throws AEADBadTagException, KmsCallException {
    int from = offset;
    int end = offset + length;
    int to = outputOffset;
    try {
      while (true) {
        boolean isWaiting = pendingLength > 0;
        int available = isWaiting ? pendingLength : end - from;
        int needed = isWaiting ? neededOfPending() : needed(input, from, available);
        if (available >= needed) {
          if (needed == 0) {
            return to - outputOffset;
          }
          to +=
              isWaiting
                  ? take(pending, 0, needed, output, to)
                  : take(input, from, needed, output, to);
          from += isWaiting ? 0 : needed;
          pendingLength = 0;
          pendingNeeded = 0;
        } else if (from < end) {
          int kept = Math.min(needed - pendingLength, end - from);
          pendingNeeded = needed;
          keep(input, from, kept);
          from += kept;
        } else {
          return to - outputOffset;
        }
      }
    } catch (MalformedMessageException e) {
      throw refusal(String.valueOf(e.getMessage()), e);
    }
  }

  /** Says whether the message is whole. */
  public void finish() throws AEADBadTagException {
    if (next != Part.END) {
      throw refusal(isStarted() ? "it is cut off" : "there is none");
    }
  }

  /** Bytes of the next piece, as far as its beginning tells; 0 if there is none to come. */
  private int needed(byte[] bytes, int offset, int length) throws MalformedMessageException {
    ByteBuffer piece = ByteBuffer.wrap(bytes, offset, length);
    return switch (next) {
      case HEADER -> HeaderReader.requiredLength(piece, MessageLimits.DEFAULT);
      case BODY -> BodyPieces.length(piece, header(), sequence, MessageLimits.DEFAULT);
      case FOOTER -> length < 2 ? 2 : 2 + Short.toUnsignedInt(piece.getShort());
      case END -> {
        if (length > 0) {
          throw new MalformedMessageException("bytes follow its end");
        }
        yield 0;
      }
    };
  }

  /** Its beginning is read again only when more of it has come than it told of. */
  private int neededOfPending() throws MalformedMessageException {
    if (pendingLength >= pendingNeeded) {
      pendingNeeded = needed(pending, 0, pendingLength);
    }
    return pendingNeeded;
  }

  private void keep(byte[] input, int offset, int length) {
    if (pendingLength + length > pending.length) {
      // As much as has come, and not what a header claims will come.
      pending = Arrays.copyOf(pending, Math.max(2 * pending.length, pendingLength + length));
    }
    System.arraycopy(input, offset, pending, pendingLength, length);
    pendingLength += length;
  }

  /** Takes a whole piece. */
  private int take(byte[] bytes, int offset, int length, byte[] output, int outputOffset)
      throws AEADBadTagException, KmsCallException, MalformedMessageException {
    if (signature != null && next != Part.FOOTER) {
      signature.update(bytes, offset, length);
    }
    return switch (next) {
      case HEADER -> {
        takeHeader(Arrays.copyOfRange(bytes, offset, offset + length));
        yield 0;
      }
      case BODY -> takePiece(ByteBuffer.wrap(bytes, offset, length), output, outputOffset);
      case FOOTER -> takeFooter(bytes, offset, length, output, outputOffset);
      case END -> 0;
    };
  }

  private void takeHeader(byte[] bytes)
      throws AEADBadTagException, KmsCallException, MalformedMessageException {
    MessageHeader read = HeaderReader.read(bytes, MessageLimits.DEFAULT);
    KeySpec spec = read.suite().signature();
    if (spec != null && !allowSigned) {
      throw refusal(
          "it is signed, and its frames would be released before the signature is verified:"
              + " decrypt it by AWSKMS/Envelope/NoPadding, or set framed.signed=true");
    }
    opener.open(read, policy);
    if (spec != null) {
      try {
        signature = MessageSignature.of(read, spec);
      } catch (LinkageError e) {
        throw new ProviderException(ClassPathFailure.text(e), e);
      }
      signature.update(bytes, 0, bytes.length);
    }
    header = read;
    next = Part.BODY;
  }

  private int takePiece(ByteBuffer piece, byte[] output, int outputOffset)
      throws AEADBadTagException, MalformedMessageException {
    MessageHeader opened = header();
    Frames.Head head = BodyPieces.head(piece, opened, sequence, MessageLimits.DEFAULT);
    byte[] aad = head.part().aad(opened.messageId(), (int) sequence, head.length());
    boolean isLast = head.part() != BodyPart.FRAME;
    boolean isWithheld = isLast && signature != null;
    byte[] target = isWithheld ? new byte[head.length()] : output;
    int position = piece.arrayOffset() + piece.position();
    int to = isWithheld ? 0 : outputOffset;
    try {
      crypto.cipher().open(head.iv(), aad, piece.array(), position, head.length(), target, to);
    } catch (AEADBadTagException e) {
      throw refusal("frame " + sequence + " was altered", e);
    }
    sequence++;
    if (isWithheld) {
      withheld = target;
    }
    if (isLast) {
      next = signature == null ? Part.END : Part.FOOTER;
    }
    return isWithheld ? 0 : head.length();
  }

  private int takeFooter(byte[] bytes, int offset, int length, byte[] output, int outputOffset)
      throws AEADBadTagException {
    if (signature != null) {
      signature.verify(Arrays.copyOfRange(bytes, offset + 2, offset + length));
    }
    int released = withheld.length;
    System.arraycopy(withheld, 0, output, outputOffset, released);
    Arrays.fill(withheld, (byte) 0);
    withheld = NOTHING;
    next = Part.END;
    return released;
  }

  private MessageHeader header() {
    if (header == null) {
      throw new IllegalStateException("a body without a header");
    }
    return header;
  }

  /** Wipes what is left of plaintext and key. */
  public void close() {
    crypto.cipher().forget();
    crypto.aad().reset();
    Arrays.fill(withheld, (byte) 0);
    withheld = NOTHING;
    pending = NOTHING;
    pendingLength = 0;
    pendingNeeded = 0;
  }
}
