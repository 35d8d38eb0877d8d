package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.envelope.BufferedDecryptor;
import io.github.kmsjca.internal.envelope.DecryptionPolicy;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.message.MessageLayout;
import java.security.AlgorithmParameters;
import java.security.ProviderException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/**
 * Decryption as AES-GCM has it: {@code update} keeps the message, {@code doFinal} releases all of
 * the plaintext or none. Afterwards it is ready for the next message, and so it is after a wrong
 * one. If KMS fails, a whole message in one call can be given again; if parts or additional data
 * had come before, all is refused until the next init, lest the rest pass for a message that was
 * altered.
 */
final class BufferedDecryptOperation implements CipherOperation {
  private static final byte[] NOTHING = {};

  private final BufferedDecryptor decryptor;
  private final DecryptionPolicy policy;
  private final int maxBuffered;
  private byte[] buffer = NOTHING;
  private int buffered;
  private final Unanswered unanswered = new Unanswered();
  private boolean isTaken;
  private boolean isBound;

  /**
   * Ready for a message.
   *
   * @param maxBuffered most bytes that update keeps
   */
  BufferedDecryptOperation(BufferedDecryptor decryptor, DecryptionPolicy policy, int maxBuffered) {
    this.decryptor = decryptor;
    this.policy = policy;
    this.maxBuffered = maxBuffered;
  }

  /** A plaintext is shorter than its message; by how much, only the message tells. */
  @Override
  public int outputSize(int inputLength) {
    return Arguments.arrayLength((long) buffered + inputLength);
  }

  @Override
  public int updateSize(int inputLength) {
    return 0;
  }

  @Override
  public byte[] update(byte[] input, int offset, int length) {
    unanswered.require();
    isTaken = true;
    if (length > maxBuffered - buffered) {
      ProviderException tooLong =
          new ProviderException(
              "the message is longer than maxBuffered="
                  + maxBuffered
                  + " bytes: raise that, or decrypt it by AWSKMS/Framed/NoPadding in parts");
      reset();
      unanswered.note(tooLong); // its rest must not pass for a message
      throw tooLong;
    }
    if (buffered + length > buffer.length) {
      long capacity = Math.min(maxBuffered, Math.max(2L * buffer.length, buffered + length));
      buffer = Arrays.copyOf(buffer, (int) capacity);
    }
    System.arraycopy(input, offset, buffer, buffered, length);
    buffered += length;
    return NOTHING;
  }

  @Override
  public int update(byte[] input, int offset, int length, byte[] output, int outputOffset) {
    return update(input, offset, length).length;
  }

  @Override
  public byte[] doFinal(byte[] input, int offset, int length) throws AEADBadTagException {
    boolean isBegun = isBegun();
    Message message = message(input, offset, length);
    byte[] output = new byte[message.layout.plaintextLength()];
    open(message, isBegun, output, 0);
    return output;
  }

  @Override
  public int doFinal(byte[] input, int offset, int length, byte[] output, int outputOffset)
      throws ShortBufferException, AEADBadTagException {
    boolean isBegun = isBegun();
    int before = buffered;
    Message message = message(input, offset, length);
    int plaintextLength = message.layout.plaintextLength();
    try {
      Arguments.requireRoom(plaintextLength, output, outputOffset);
    } catch (ShortBufferException e) {
      buffered = before;
      throw e;
    }
    if (message.bytes != output) {
      open(message, isBegun, output, outputOffset);
      return plaintextLength;
    }
    byte[] plaintext = new byte[plaintextLength];
    try {
      open(message, isBegun, plaintext, 0);
      System.arraycopy(plaintext, 0, output, outputOffset, plaintextLength);
      return plaintextLength;
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }

  /** A whole message, where it is. */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Message(byte[] bytes, int offset, MessageLayout layout) {}

  private Message message(byte[] input, int offset, int length) throws AEADBadTagException {
    try {
      if (buffered == 0) {
        return new Message(input, offset, decryptor.layout(input, offset, length));
      }
      update(input, offset, length);
      return new Message(buffer, 0, decryptor.layout(buffer, 0, buffered));
    } catch (AEADBadTagException e) {
      reset();
      throw e;
    }
  }

  private void open(Message message, boolean isBegun, byte[] output, int outputOffset)
      throws AEADBadTagException {
    try {
      decryptor.open(message.layout, policy, message.bytes, message.offset, output, outputOffset);
    } catch (KmsCallException e) {
      throw unanswered(KmsFailures.unavailable(e), isBegun);
    } catch (RuntimeException e) {
      throw unanswered(e, isBegun);
    } finally {
      reset();
    }
  }

  private RuntimeException unanswered(RuntimeException failure, boolean isBegun) {
    if (isBegun) {
      unanswered.note(failure);
    }
    return failure;
  }

  /** True once something was taken before the call that completes the message. */
  private boolean isBegun() {
    unanswered.require();
    return isTaken || isBound;
  }

  private void reset() {
    decryptor.reset();
    buffer = NOTHING;
    buffered = 0;
    isTaken = false;
    isBound = false;
  }

  @Override
  public void updateAad(byte[] aad, int offset, int length) {
    unanswered.require();
    if (isTaken) {
      throw new IllegalStateException("update was called: additional data come before the message");
    }
    isBound |= length > 0;
    decryptor.updateAad(aad, offset, length);
  }

  @Override
  public byte @Nullable [] iv() {
    byte[] iv = policy.iv();
    return iv == null ? null : iv.clone();
  }

  @Override
  public @Nullable AlgorithmParameters parameters() {
    byte[] iv = policy.iv();
    return iv == null ? null : GcmParameters.encoded(iv);
  }

  @Override
  public int blockSize() {
    return GcmParameters.BLOCK_SIZE;
  }

  @Override
  public void abandon() {
    reset();
  }
}
