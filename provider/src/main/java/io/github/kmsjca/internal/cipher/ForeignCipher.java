package io.github.kmsjca.internal.cipher;

import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/** A pipe to another provider's Cipher: every call as it came, every answer as it is. */
final class ForeignCipher implements InitialisedCipher {
  private final Cipher cipher;

  ForeignCipher(Cipher cipher) {
    this.cipher = cipher;
  }

  /** To be initialised again: its provider knows which IVs it has seen. */
  Cipher cipher() {
    return cipher;
  }

  @Override
  public int outputSize(int inputLength) {
    return cipher.getOutputSize(inputLength);
  }

  @Override
  public byte @Nullable [] update(byte[] input, int offset, int length) {
    return cipher.update(input, offset, length);
  }

  @Override
  public int update(byte[] input, int offset, int length, byte[] output, int outputOffset)
      throws ShortBufferException {
    return cipher.update(input, offset, length, output, outputOffset);
  }

  @Override
  public int update(ByteBuffer input, ByteBuffer output) throws ShortBufferException {
    return cipher.update(input, output);
  }

  @Override
  public byte @Nullable [] doFinal(byte @Nullable [] input, int offset, int length)
      throws IllegalBlockSizeException, BadPaddingException {
    return input == null ? cipher.doFinal() : cipher.doFinal(input, offset, length);
  }

  @Override
  public int doFinal(
      byte @Nullable [] input, int offset, int length, byte[] output, int outputOffset)
      throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
    return input == null
        ? cipher.doFinal(output, outputOffset)
        : cipher.doFinal(input, offset, length, output, outputOffset);
  }

  @Override
  public int doFinal(ByteBuffer input, ByteBuffer output)
      throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
    return cipher.doFinal(input, output);
  }

  @Override
  public void updateAad(byte[] aad, int offset, int length) {
    cipher.updateAAD(aad, offset, length);
  }

  @Override
  public void updateAad(ByteBuffer aad) {
    cipher.updateAAD(aad);
  }

  @Override
  public byte[] wrap(Key key) throws IllegalBlockSizeException, InvalidKeyException {
    return cipher.wrap(key);
  }

  @Override
  public Key unwrap(byte[] wrapped, String algorithm, int type)
      throws InvalidKeyException, NoSuchAlgorithmException {
    return cipher.unwrap(wrapped, algorithm, type);
  }

  @Override
  public byte @Nullable [] iv() {
    return cipher.getIV();
  }

  @Override
  public @Nullable AlgorithmParameters parameters() {
    return cipher.getParameters();
  }

  @Override
  public int blockSize() {
    return cipher.getBlockSize();
  }

  /** It is its provider's to wipe, at its next init. */
  @Override
  public void abandon() {}
}
