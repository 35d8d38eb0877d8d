package io.github.kmsjca.internal.cipher;

import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import javax.crypto.BadPaddingException;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/** All that {@link javax.crypto.CipherSpi} may be asked once it has a key. */
interface InitialisedCipher {
  int outputSize(int inputLength);

  byte @Nullable [] update(byte[] input, int offset, int length);

  int update(byte[] input, int offset, int length, byte[] output, int outputOffset)
      throws ShortBufferException;

  int update(ByteBuffer input, ByteBuffer output) throws ShortBufferException;

  /** Without further input if that is {@code null}. */
  byte @Nullable [] doFinal(byte @Nullable [] input, int offset, int length)
      throws IllegalBlockSizeException, BadPaddingException;

  int doFinal(byte @Nullable [] input, int offset, int length, byte[] output, int outputOffset)
      throws ShortBufferException, IllegalBlockSizeException, BadPaddingException;

  int doFinal(ByteBuffer input, ByteBuffer output)
      throws ShortBufferException, IllegalBlockSizeException, BadPaddingException;

  void updateAad(byte[] aad, int offset, int length);

  void updateAad(ByteBuffer aad);

  byte[] wrap(Key key) throws IllegalBlockSizeException, InvalidKeyException;

  /**
   * Makes a key of what was wrapped.
   *
   * @param type one of the three of {@link javax.crypto.Cipher}
   */
  Key unwrap(byte[] wrapped, String algorithm, int type)
      throws InvalidKeyException, NoSuchAlgorithmException;

  byte @Nullable [] iv();

  @Nullable AlgorithmParameters parameters();

  int blockSize();

  /** Another key, or another init, takes its place. */
  void abandon();
}
