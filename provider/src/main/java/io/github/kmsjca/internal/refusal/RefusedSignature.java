package io.github.kmsjca.internal.refusal;

import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.SignatureSpi;
import org.jspecify.annotations.Nullable;

/** A Signature that takes no key. */
public final class RefusedSignature extends SignatureSpi {
  private final Refusal refusal;

  public RefusedSignature(Refusal refusal) {
    this.refusal = refusal;
  }

  @Override
  protected void engineInitSign(@Nullable PrivateKey key) throws InvalidKeyException {
    throw refusal.of(key);
  }

  @Override
  protected void engineInitVerify(@Nullable PublicKey key) throws InvalidKeyException {
    throw refusal.of(key);
  }

  @Override
  protected void engineUpdate(byte b) throws SignatureException {
    throw withoutKey();
  }

  @Override
  protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
    throw withoutKey();
  }

  @Override
  protected byte[] engineSign() throws SignatureException {
    throw withoutKey();
  }

  @Override
  protected boolean engineVerify(byte[] signature) throws SignatureException {
    throw withoutKey();
  }

  private SignatureException withoutKey() {
    return new SignatureException(refusal.text());
  }

  @Override
  @Deprecated
  protected void engineSetParameter(String name, Object value) {
    throw new InvalidParameterException(refusal.text());
  }

  @Override
  @Deprecated
  protected Object engineGetParameter(String name) {
    throw new InvalidParameterException(refusal.text());
  }
}
