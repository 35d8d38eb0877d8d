package io.github.kmsjca.internal.cipher;

import java.security.AlgorithmParameters;
import javax.crypto.BadPaddingException;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/**
 * What a Cipher does once it has a key: encrypt or decrypt here, in KMS, or pass all on. Input and
 * output may be the same array and overlap. A {@link ShortBufferException} changes nothing: the
 * same call with more room works. Afterwards, and after any other failure, it is as JCA has it for
 * the transformation: ready for the next message, or asking for a new init.
 */
interface CipherOperation {
  /** Bytes that the next update or doFinal would need at most, with so much further input. */
  int outputSize(int inputLength);

  /** Bytes that update with so much input would write at most; fails where update would. */
  int updateSize(int inputLength);

  /** Bytes that doFinal with so much input would write at most; fails where doFinal would. */
  default int finalSize(int inputLength) throws IllegalBlockSizeException {
    return outputSize(inputLength);
  }

  /** Takes a part of the message; answers what can be released already, possibly nothing. */
  byte[] update(byte[] input, int offset, int length);

  /** The same into the caller's array. */
  int update(byte[] input, int offset, int length, byte[] output, int outputOffset)
      throws ShortBufferException;

  /** Takes the last part of the message; answers all that was not released yet. */
  byte[] doFinal(byte[] input, int offset, int length)
      throws IllegalBlockSizeException, BadPaddingException;

  /** The same into the caller's array. */
  int doFinal(byte[] input, int offset, int length, byte[] output, int outputOffset)
      throws ShortBufferException, IllegalBlockSizeException, BadPaddingException;

  /** Takes additional authenticated data, before any of the message. */
  void updateAad(byte[] aad, int offset, int length);

  /** The IV in use; {@code null} if there is none, or none yet. */
  byte @Nullable [] iv();

  /** The parameters in use; {@code null} if there are none. */
  @Nullable AlgorithmParameters parameters();

  /** In bytes; 0 if it is no block cipher. */
  int blockSize();

  /** Wipes what is left of a message: the Cipher has a new init, and asks nothing more of this. */
  void abandon();
}
