package io.github.kmsjca.internal.refusal;

import io.github.kmsjca.internal.delegation.ForeignSignatures;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.InvalidParameterException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * A Signature that takes no key and no parameters. What JCA tries without a key, the next provider
 * has refused, in its own words: JCA tells what it heard first.
 */
public final class RefusedSignature extends SignatureSpi {
  private final Refusal refusal;

  public RefusedSignature(Refusal refusal) {
    this.refusal = refusal;
  }

  @Override
  protected void engineInitSign(@Nullable PrivateKey key) throws InvalidKeyException {
    Signature next = key == null ? next() : null;
    if (next != null) {
      next.initSign(null);
    }
    throw refusal.of(key);
  }

  @Override
  protected void engineInitVerify(@Nullable PublicKey key) throws InvalidKeyException {
    Signature next = key == null ? next() : null;
    if (next != null) {
      next.initVerify((PublicKey) null);
    }
    throw refusal.of(key);
  }

  @Override
  protected void engineSetParameter(@Nullable AlgorithmParameterSpec parameters)
      throws InvalidAlgorithmParameterException {
    Signature next = next();
    if (next != null) {
      next.setParameter(parameters);
    }
    throw new InvalidAlgorithmParameterException(refusal.text());
  }

  private @Nullable Signature next() {
    return ForeignSignatures.next(refusal.name(), RefusedSignature.class.getName());
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
