package io.github.kmsjca.internal.signature;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.SignatureException;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Hashes the public key and the message to the mu of ML-DSA (FIPS 204): no limit on its size. */
final class MlDsaMuInput implements MessageInput {
  private final MLDSASigner hash = new MLDSASigner();
  private boolean started;

  MlDsaMuInput(PublicKey key) {
    try {
      hash.init(false, PublicKeyFactory.createKey(key.getEncoded()));
    } catch (IOException | IllegalArgumentException e) {
      throw new ProviderException("the public key is not an ML-DSA key", e);
    }
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    started = true;
    hash.update(bytes, offset, length);
  }

  @Override
  public void update(ByteBuffer bytes) {
    ByteBuffers.feed(bytes, this::update);
  }

  @Override
  public byte[] finish() throws SignatureException {
    try {
      byte[] mu = hash.generateMu();
      reset();
      return mu;
    } catch (CryptoException e) {
      throw new SignatureException("ML-DSA's mu could not be computed", e);
    }
  }

  @Override
  public void reset() {
    started = false;
    hash.reset();
  }

  @Override
  public boolean isStarted() {
    return started;
  }
}
