package io.github.kmsjca.internal.cipher;

import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.ProviderException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.BadPaddingException;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/** An operation with a key of ours, in all the forms that JCA has for calling one. */
final class OwnCipher implements InitialisedCipher {
  private static final byte[] NOTHING = {};

  private final CipherOperation operation;

  OwnCipher(CipherOperation operation) {
    this.operation = operation;
  }

  @Override
  public int outputSize(int inputLength) {
    return operation.outputSize(inputLength);
  }

  @Override
  public byte[] update(byte[] input, int offset, int length) {
    return operation.update(input, offset, length);
  }

  @Override
  public int update(byte[] input, int offset, int length, byte[] output, int outputOffset)
      throws ShortBufferException {
    return operation.update(input, offset, length, output, outputOffset);
  }

  @Override
  public int update(ByteBuffer input, ByteBuffer output) throws ShortBufferException {
    try (BufferCall call = new BufferCall(input, output, operation.updateSize(input.remaining()))) {
      return call.done(
          operation.update(
              call.input(),
              call.inputOffset(),
              input.remaining(),
              call.output(),
              call.outputOffset()));
    }
  }

  @Override
  public byte[] doFinal(byte @Nullable [] input, int offset, int length)
      throws IllegalBlockSizeException, BadPaddingException {
    return input == null
        ? operation.doFinal(NOTHING, 0, 0)
        : operation.doFinal(input, offset, length);
  }

  @Override
  public int doFinal(
      byte @Nullable [] input, int offset, int length, byte[] output, int outputOffset)
      throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
    return input == null
        ? operation.doFinal(NOTHING, 0, 0, output, outputOffset)
        : operation.doFinal(input, offset, length, output, outputOffset);
  }

  @Override
  public int doFinal(ByteBuffer input, ByteBuffer output)
      throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
    try (BufferCall call = new BufferCall(input, output, operation.finalSize(input.remaining()))) {
      return call.done(
          operation.doFinal(
              call.input(),
              call.inputOffset(),
              input.remaining(),
              call.output(),
              call.outputOffset()));
    }
  }

  @Override
  public void updateAad(byte[] aad, int offset, int length) {
    operation.updateAad(aad, offset, length);
  }

  @Override
  public void updateAad(ByteBuffer aad) {
    byte[] bytes = new byte[aad.remaining()];
    aad.duplicate().get(bytes);
    operation.updateAad(bytes, 0, bytes.length);
    aad.position(aad.limit());
  }

  @Override
  public byte[] wrap(Key key) throws IllegalBlockSizeException, InvalidKeyException {
    byte[] encoded = key.getEncoded();
    if (encoded == null || encoded.length == 0) {
      throw new InvalidKeyException("the key to wrap has no encoding: " + key.getClass().getName());
    }
    try {
      return operation.doFinal(encoded, 0, encoded.length);
    } catch (BadPaddingException e) {
      throw new InvalidKeyException("wrapping failed: " + e.getMessage(), e);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  @Override
  public Key unwrap(byte[] wrapped, String algorithm, int type)
      throws InvalidKeyException, NoSuchAlgorithmException {
    byte[] encoded;
    try {
      encoded = operation.doFinal(wrapped, 0, wrapped.length);
    } catch (BadPaddingException | IllegalBlockSizeException e) {
      throw new InvalidKeyException("unwrapping failed: " + e.getMessage(), e);
    } catch (ProviderException e) {
      // Streams tell a bad tag unchecked, since their callers may swallow it; here nobody does.
      if (e.getCause() instanceof AEADBadTagException badTag) {
        throw new InvalidKeyException("unwrapping failed: " + badTag.getMessage(), badTag);
      }
      throw e;
    }
    try {
      return UnwrappedKeys.decode(encoded, algorithm, type);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  @Override
  public byte @Nullable [] iv() {
    return operation.iv();
  }

  @Override
  public @Nullable AlgorithmParameters parameters() {
    return operation.parameters();
  }

  @Override
  public int blockSize() {
    return operation.blockSize();
  }

  @Override
  public void abandon() {
    operation.abandon();
  }
}
