package io.github.kmsjca.internal.agreement;

import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/** A pipe to another provider's KeyAgreement. */
final class ForeignAgreement implements Agreement {
  private final KeyAgreement agreement;

  ForeignAgreement(KeyAgreement agreement) {
    this.agreement = agreement;
  }

  KeyAgreement agreement() {
    return agreement;
  }

  @Override
  public @Nullable Key doPhase(@Nullable Key key, boolean lastPhase) throws InvalidKeyException {
    return agreement.doPhase(key, lastPhase);
  }

  @Override
  public byte[] secret() {
    return agreement.generateSecret();
  }

  @Override
  public int secret(byte[] output, int offset) throws ShortBufferException {
    return agreement.generateSecret(output, offset);
  }

  @Override
  public SecretKey secret(@Nullable String algorithm)
      throws NoSuchAlgorithmException, InvalidKeyException {
    return agreement.generateSecret(algorithm);
  }
}
