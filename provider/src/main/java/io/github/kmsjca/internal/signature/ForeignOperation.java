package io.github.kmsjca.internal.signature;

import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/** A pipe to another provider's Signature. */
final class ForeignOperation implements Operation {
  private final Signature signature;
  private final @Nullable PublicKey verifyKey;

  /**
   * Wraps a Signature that has its key.
   *
   * @param verifyKey what it verifies with; {@code null} if it signs
   */
  ForeignOperation(Signature signature, @Nullable PublicKey verifyKey) {
    this.signature = signature;
    this.verifyKey = verifyKey;
  }

  @Override
  public void update(byte[] bytes, int offset, int length) throws SignatureException {
    signature.update(bytes, offset, length);
  }

  @Override
  public void update(ByteBuffer bytes) throws SignatureException {
    signature.update(bytes);
  }

  @Override
  public byte[] sign(int room) throws SignatureException {
    return Operation.fitting(signature.sign(), room);
  }

  @Override
  public boolean verify(byte[] encoded) throws SignatureException {
    boolean right = false;
    try {
      right = signature.verify(encoded);
    } finally {
      if (!right) {
        reset();
      }
    }
    return right;
  }

  @Override
  public void setParameter(@Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    signature.setParameter(parameters);
  }

  @Override
  public @Nullable AlgorithmParameters parameters() {
    return signature.getParameters();
  }

  /**
   * The platform's EC and EdDSA verifiers keep the message if the signature is malformed, and its
   * NONEwithRSA if the signature is wrong.
   */
  @Override
  public void reset() {
    if (verifyKey != null) {
      try {
        signature.initVerify(verifyKey);
      } catch (InvalidKeyException e) {
        throw new IllegalStateException("a key was accepted once and not again", e);
      }
    }
  }
}
