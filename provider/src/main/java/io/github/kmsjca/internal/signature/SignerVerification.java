package io.github.kmsjca.internal.signature;

import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.spec.AlgorithmParameterSpec;
import org.bouncycastle.crypto.Signer;
import org.jspecify.annotations.Nullable;

/** Verifies with one of Bouncy Castle's signers that take the message themselves. */
final class SignerVerification implements Operation {
  private final Signer signer;
  private final KeyParameters.Rule takes;

  SignerVerification(Signer signer, KeyParameters.Rule takes) {
    this.signer = signer;
    this.takes = takes;
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    signer.update(bytes, offset, length);
  }

  @Override
  public void update(ByteBuffer bytes) {
    ByteBuffers.feed(bytes, signer::update);
  }

  @Override
  public boolean verify(byte[] signature) {
    try {
      return signer.verifySignature(signature);
    } finally {
      signer.reset();
    }
  }

  @Override
  public void setParameter(@Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    takes.require(parameters);
  }

  @Override
  public @Nullable AlgorithmParameters parameters() {
    return null;
  }

  @Override
  public void reset() {
    signer.reset();
  }
}
