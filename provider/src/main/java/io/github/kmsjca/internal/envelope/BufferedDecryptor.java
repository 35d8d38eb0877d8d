package io.github.kmsjca.internal.envelope;

import static io.github.kmsjca.internal.envelope.Refusals.refusal;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.datakey.DataKeySource;
import io.github.kmsjca.internal.kms.ClassPathFailure;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.message.BodyPart;
import io.github.kmsjca.internal.message.BodyPieces;
import io.github.kmsjca.internal.message.Frames;
import io.github.kmsjca.internal.message.MalformedMessageException;
import io.github.kmsjca.internal.message.MessageHeader;
import io.github.kmsjca.internal.message.MessageLayout;
import io.github.kmsjca.internal.message.MessageLimits;
import java.nio.ByteBuffer;
import java.security.ProviderException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/**
 * Opens whole messages, all or nothing. Their shape is read first, so a caller whose array is too
 * small has lost nothing, and a cut or extended message costs no KMS call. Not thread-safe.
 */
public final class BufferedDecryptor {
  private final MessageCrypto crypto;
  private final MessageOpener opener;

  public BufferedDecryptor(MessageCrypto crypto, DataKeySource source) {
    this.crypto = crypto;
    this.opener = new MessageOpener(crypto, source);
    crypto.aad().reset();
  }

  public void updateAad(byte[] aad, int offset, int length) {
    crypto.aad().update(aad, offset, length);
  }

  /** Forgets additional data. */
  public void reset() {
    crypto.aad().reset();
  }

  /** Reads the message's shape, its plaintext's length for one; believes none of it. */
  public MessageLayout layout(byte[] input, int offset, int length) throws AEADBadTagException {
    try {
      return MessageLayout.of(input, offset, length, MessageLimits.DEFAULT);
    } catch (MalformedMessageException e) {
      throw refusal(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Opens a message. If it fails there is nothing of the plaintext in the output.
   *
   * @param input the array that the layout was read from
   * @param output has room for the plaintext and is another array
   */
  public void open(
      MessageLayout layout,
      DecryptionPolicy policy,
      byte[] input,
      int offset,
      byte[] output,
      int outputOffset)
      throws AEADBadTagException, KmsCallException {
    boolean opened = false;
    try {
      opener.open(layout.header(), policy);
      openBody(layout, input, output, outputOffset);
      verifySignature(layout, input, offset);
      opened = true;
    } finally {
      crypto.cipher().forget();
      crypto.aad().reset();
      if (!opened) {
        Arrays.fill(output, outputOffset, outputOffset + layout.plaintextLength(), (byte) 0);
      }
    }
  }

  private void openBody(MessageLayout layout, byte[] input, byte[] output, int outputOffset)
      throws AEADBadTagException {
    MessageHeader header = layout.header();
    ByteBuffer body =
        ByteBuffer.wrap(input, layout.bodyOffset(), layout.bodyEnd() - layout.bodyOffset());
    int to = outputOffset;
    try {
      for (int sequence = 1; body.hasRemaining(); sequence++) {
        Frames.Head head = BodyPieces.head(body, header, sequence, MessageLimits.DEFAULT);
        byte[] aad = head.part().aad(header.messageId(), sequence, head.length());
        openPiece(head, aad, input, body.position(), output, to);
        body.position(body.position() + head.length() + MessageHeader.TAG_LENGTH);
        to += head.length();
      }
    } catch (MalformedMessageException e) {
      throw new IllegalStateException("a message changed while it was read", e);
    }
  }

  private void openPiece(
      Frames.Head head, byte[] aad, byte[] input, int offset, byte[] output, int outputOffset)
      throws AEADBadTagException {
    try {
      crypto.cipher().open(head.iv(), aad, input, offset, head.length(), output, outputOffset);
    } catch (AEADBadTagException e) {
      throw refusal(
          head.part() == BodyPart.SINGLE_BLOCK ? "its body was altered" : "a frame was altered", e);
    }
  }

  private static void verifySignature(MessageLayout layout, byte[] input, int offset)
      throws AEADBadTagException {
    KeySpec spec = layout.header().suite().signature();
    if (spec != null) {
      try {
        MessageSignature signature = MessageSignature.of(layout.header(), spec);
        signature.update(input, offset, layout.bodyEnd() - offset);
        signature.verify(layout.signature());
      } catch (LinkageError e) {
        throw new ProviderException(ClassPathFailure.text(e), e);
      }
    }
  }
}
