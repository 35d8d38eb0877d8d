package io.github.kmsjca.internal.signature;

import io.github.kmsjca.internal.kms.ClassPathFailure;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Verification by Bouncy Castle's classes, which a class path may lack: that is a failure which JCA
 * knows, and says what is missing.
 */
record LinkedOperation(Operation operation) implements Operation {
  /** A call of the operation. */
  @FunctionalInterface
  private interface Call<T> {
    T result() throws SignatureException;
  }

  private static <T> T linked(Call<T> call) throws SignatureException {
    try {
      return call.result();
    } catch (LinkageError e) {
      throw new SignatureException(ClassPathFailure.text(e), e);
    }
  }

  @Override
  public void update(byte[] bytes, int offset, int length) throws SignatureException {
    linked(
        () -> {
          operation.update(bytes, offset, length);
          return bytes;
        });
  }

  @Override
  public void update(ByteBuffer bytes) throws SignatureException {
    linked(
        () -> {
          operation.update(bytes);
          return bytes;
        });
  }

  @Override
  public byte[] sign(int room) throws SignatureException {
    return linked(() -> operation.sign(room));
  }

  @Override
  public boolean verify(byte[] signature) throws SignatureException {
    return linked(() -> operation.verify(signature));
  }

  @Override
  public void setParameter(@Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    operation.setParameter(parameters);
  }

  @Override
  public @Nullable AlgorithmParameters parameters() {
    return operation.parameters();
  }

  @Override
  public void reset() {
    operation.reset();
  }
}
