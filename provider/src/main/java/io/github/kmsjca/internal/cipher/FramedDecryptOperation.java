package io.github.kmsjca.internal.cipher;

import io.github.kmsjca.internal.envelope.FramedDecryptor;
import io.github.kmsjca.internal.kms.KmsCallException;
import java.security.AlgorithmParameters;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/**
 * Decryption that releases each frame once it is verified. What is wrong with a message is a {@link
 * ProviderException} from {@code update} or {@code doFinal}, again and again until the next init:
 * {@code CipherOutputStream.close} swallows an {@link AEADBadTagException}, and half a plaintext
 * must not look whole.
 */
final class FramedDecryptOperation implements CipherOperation {
  private static final byte[] NOTHING = {};

  private final Supplier<FramedDecryptor> messages;
  private final byte @Nullable [] iv;
  private FramedDecryptor decryptor;
  private @Nullable Exception failure;

  /**
   * Ready for a message.
   *
   * @param messages gives a decryptor for each
   * @param iv that they must have; {@code null} if any will do
   */
  FramedDecryptOperation(Supplier<FramedDecryptor> messages, byte @Nullable [] iv) {
    this.messages = messages;
    this.iv = iv;
    this.decryptor = messages.get();
  }

  @Override
  public int outputSize(int inputLength) {
    return Arguments.arrayLength(decryptor.maxLength(inputLength));
  }

  @Override
  public int updateSize(int inputLength) {
    return outputSize(inputLength);
  }

  @Override
  public byte[] update(byte[] input, int offset, int length) {
    requireSound();
    byte[] output = new byte[outputSize(length)];
    int released = take(input, offset, length, output, 0);
    return exactly(output, released);
  }

  @Override
  public int update(byte[] input, int offset, int length, byte[] output, int outputOffset)
      throws ShortBufferException {
    requireSound();
    requireRoom(input, offset, length, output, outputOffset);
    byte[] source = Arguments.apart(input, offset, length, output);
    return take(source, source == input ? offset : 0, length, output, outputOffset);
  }

  @Override
  public byte[] doFinal(byte[] input, int offset, int length) {
    requireSound();
    byte[] output = new byte[outputSize(length)];
    int released = takeLast(input, offset, length, output, 0);
    return exactly(output, released);
  }

  @Override
  public int doFinal(byte[] input, int offset, int length, byte[] output, int outputOffset)
      throws ShortBufferException {
    requireSound();
    requireRoom(input, offset, length, output, outputOffset);
    byte[] source = Arguments.apart(input, offset, length, output);
    return takeLast(source, source == input ? offset : 0, length, output, outputOffset);
  }

  private static byte[] exactly(byte[] output, int length) {
    if (length == output.length) {
      return output;
    }
    byte[] exact = length == 0 ? NOTHING : Arrays.copyOf(output, length);
    Arrays.fill(output, 0, length, (byte) 0);
    return exact;
  }

  /** Exactly how much is released is worth finding out only if it might not fit. */
  private void requireRoom(byte[] input, int offset, int length, byte[] output, int outputOffset)
      throws ShortBufferException {
    if (decryptor.maxLength(length) > output.length - outputOffset) {
      int released;
      try {
        released = decryptor.releasedLength(input, offset, length);
      } catch (AEADBadTagException e) {
        throw spoilt(e);
      }
      Arguments.requireRoom(released, output, outputOffset);
    }
  }

  private int take(byte[] input, int offset, int length, byte[] output, int outputOffset) {
    int room = (int) Math.min(output.length - outputOffset, decryptor.maxLength(length));
    try {
      return decryptor.update(input, offset, length, output, outputOffset);
    } catch (AEADBadTagException | KmsCallException | RuntimeException e) {
      Arrays.fill(output, outputOffset, outputOffset + room, (byte) 0);
      throw spoilt(e);
    }
  }

  private int takeLast(byte[] input, int offset, int length, byte[] output, int outputOffset) {
    int released = take(input, offset, length, output, outputOffset);
    try {
      decryptor.finish();
    } catch (AEADBadTagException e) {
      Arrays.fill(output, outputOffset, outputOffset + released, (byte) 0);
      throw spoilt(e);
    }
    decryptor.close();
    decryptor = messages.get();
    return released;
  }

  private ProviderException spoilt(Exception e) {
    decryptor.close();
    failure = e;
    return new ProviderException(e.getMessage(), e);
  }

  private void requireSound() {
    if (failure != null) {
      throw new ProviderException("an earlier part failed: " + failure.getMessage(), failure);
    }
  }

  @Override
  public void updateAad(byte[] aad, int offset, int length) {
    requireSound();
    if (decryptor.isStarted()) {
      throw new IllegalStateException("update was called: additional data come before the message");
    }
    decryptor.updateAad(aad, offset, length);
  }

  @Override
  public byte @Nullable [] iv() {
    return iv == null ? null : iv.clone();
  }

  @Override
  public @Nullable AlgorithmParameters parameters() {
    return iv == null ? null : GcmParameters.encoded(iv);
  }

  @Override
  public int blockSize() {
    return GcmParameters.BLOCK_SIZE;
  }

  @Override
  public void abandon() {
    decryptor.close();
  }
}
