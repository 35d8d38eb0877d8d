package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.envelope.MessageEncryptor;
import io.github.kmsjca.internal.kms.KmsCallException;
import java.security.AlgorithmParameters;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/**
 * Encryption of one message, for all names: full frames come out of {@code update}, the rest of
 * {@code doFinal}. Then it wants a new init, as AES-GCM does, lest an IV be used twice. If KMS
 * fails, nothing of the message has come out yet: a whole message in one call can be given again,
 * and of any other the rest is refused until the next init.
 */
final class EncryptOperation implements CipherOperation {
  private final MessageEncryptor encryptor;
  private final Unanswered unanswered = new Unanswered();
  private boolean isTaken;
  private boolean isBound;
  private boolean isDone;

  EncryptOperation(MessageEncryptor encryptor) {
    this.encryptor = encryptor;
  }

  /**
   * Exactly so many: the message gets its key for that, which may call KMS. A failure breaks the
   * message off: whoever asks before each part, as streams do, would otherwise leave this one out.
   */
  @Override
  public int outputSize(int inputLength) {
    unanswered.require();
    long needed;
    try {
      needed = isDone ? encryptor.finalLength(inputLength) : encryptor.prepareFinal(inputLength);
    } catch (KmsCallException e) {
      throw broken(KmsFailures.unavailable(e));
    } catch (RuntimeException e) {
      throw broken(e);
    }
    return Arguments.arrayLength(needed);
  }

  @Override
  public int updateSize(int inputLength) {
    return prepareUpdate(inputLength);
  }

  @Override
  public int finalSize(int inputLength) throws IllegalBlockSizeException {
    return prepareFinal(inputLength);
  }

  @Override
  public byte[] update(byte[] input, int offset, int length) {
    byte[] output = new byte[prepareUpdate(length)];
    write(input, offset, length, output, 0);
    return output;
  }

  @Override
  public int update(byte[] input, int offset, int length, byte[] output, int outputOffset)
      throws ShortBufferException {
    Arguments.requireRoom(prepareUpdate(length), output, outputOffset);
    byte[] source = Arguments.apart(input, offset, length, output);
    try {
      return write(source, source == input ? offset : 0, length, output, outputOffset);
    } finally {
      Arguments.wipeCopy(source, input);
    }
  }

  private int prepareUpdate(int length) {
    requireInit();
    try {
      return Arguments.arrayLength(encryptor.prepareUpdate(length));
    } catch (KmsCallException e) {
      throw broken(KmsFailures.unavailable(e));
    } catch (RuntimeException e) {
      throw broken(e);
    }
  }

  private int write(byte[] input, int offset, int length, byte[] output, int outputOffset) {
    isTaken = true;
    return encryptor.update(input, offset, length, output, outputOffset);
  }

  @Override
  public byte[] doFinal(byte[] input, int offset, int length) throws IllegalBlockSizeException {
    byte[] output = new byte[prepareFinal(length)];
    finish(input, offset, length, output, 0);
    return output;
  }

  @Override
  public int doFinal(byte[] input, int offset, int length, byte[] output, int outputOffset)
      throws ShortBufferException, IllegalBlockSizeException {
    Arguments.requireRoom(prepareFinal(length), output, outputOffset);
    byte[] source = Arguments.apart(input, offset, length, output);
    try {
      return finish(source, source == input ? offset : 0, length, output, outputOffset);
    } finally {
      Arguments.wipeCopy(source, input);
    }
  }

  private int prepareFinal(int length) throws IllegalBlockSizeException {
    requireInit();
    try {
      long needed = encryptor.prepareFinal(length);
      if (needed > Arguments.MAX_ARRAY) {
        throw new IllegalBlockSizeException(
            "the message is too long for an array: encrypt it in parts, by update");
      }
      return (int) needed;
    } catch (KmsCallException e) {
      throw isTaken || isBound ? broken(KmsFailures.unavailable(e)) : KmsFailures.unavailable(e);
    } catch (RuntimeException e) {
      throw broken(e);
    }
  }

  private int finish(byte[] input, int offset, int length, byte[] output, int outputOffset) {
    isDone = true;
    return encryptor.finish(input, offset, length, output, outputOffset);
  }

  private RuntimeException broken(RuntimeException e) {
    encryptor.drop();
    unanswered.note(e);
    return e;
  }

  @Override
  public void updateAad(byte[] aad, int offset, int length) {
    requireInit();
    if (isTaken) {
      throw new IllegalStateException("update was called: additional data come before the message");
    }
    isBound |= length > 0;
    encryptor.updateAad(aad, offset, length);
  }

  private void requireInit() {
    unanswered.require();
    if (isDone) {
      throw new IllegalStateException(
          "the message is complete: init again before encrypting another one");
    }
  }

  @Override
  public byte[] iv() {
    return encryptor.iv();
  }

  @Override
  public @Nullable AlgorithmParameters parameters() {
    return GcmParameters.encoded(encryptor.iv());
  }

  @Override
  public int blockSize() {
    return GcmParameters.BLOCK_SIZE;
  }

  @Override
  public void abandon() {
    encryptor.drop();
  }
}
