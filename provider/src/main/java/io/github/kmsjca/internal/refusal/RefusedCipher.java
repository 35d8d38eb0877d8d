package io.github.kmsjca.internal.refusal;

import java.security.AlgorithmParameters;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.CipherSpi;
import javax.crypto.NoSuchPaddingException;
import org.jspecify.annotations.Nullable;

/** A Cipher that takes no key. */
public final class RefusedCipher extends CipherSpi {
  private final Refusal refusal;

  public RefusedCipher(Refusal refusal) {
    this.refusal = refusal;
  }

  /** JCA has found the name as it is; it would set a mode of another name. */
  @Override
  protected void engineSetMode(String mode) throws NoSuchAlgorithmException {
    throw new NoSuchAlgorithmException(refusal.text());
  }

  @Override
  protected void engineSetPadding(String padding) throws NoSuchPaddingException {
    throw new NoSuchPaddingException(refusal.text());
  }

  @Override
  protected void engineInit(int opmode, @Nullable Key key, @Nullable SecureRandom random)
      throws InvalidKeyException {
    throw refusal.of(key);
  }

  @Override
  protected void engineInit(
      int opmode,
      @Nullable Key key,
      @Nullable AlgorithmParameterSpec parameters,
      @Nullable SecureRandom random)
      throws InvalidKeyException {
    throw refusal.of(key);
  }

  @Override
  protected void engineInit(
      int opmode,
      @Nullable Key key,
      @Nullable AlgorithmParameters parameters,
      @Nullable SecureRandom random)
      throws InvalidKeyException {
    throw refusal.of(key);
  }

  @Override
  protected int engineGetBlockSize() {
    return 0;
  }

  @Override
  protected int engineGetOutputSize(int inputLength) {
    throw withoutKey();
  }

  @Override
  protected byte @Nullable [] engineGetIV() {
    return null;
  }

  @Override
  protected @Nullable AlgorithmParameters engineGetParameters() {
    return null;
  }

  @Override
  protected byte[] engineUpdate(byte[] input, int offset, int length) {
    throw withoutKey();
  }

  @Override
  protected int engineUpdate(
      byte[] input, int offset, int length, byte[] output, int outputOffset) {
    throw withoutKey();
  }

  @Override
  protected byte[] engineDoFinal(byte @Nullable [] input, int offset, int length) {
    throw withoutKey();
  }

  @Override
  protected int engineDoFinal(
      byte @Nullable [] input, int offset, int length, byte[] output, int outputOffset) {
    throw withoutKey();
  }

  private IllegalStateException withoutKey() {
    return new IllegalStateException(refusal.text());
  }
}
