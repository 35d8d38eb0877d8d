package io.github.kmsjca.internal.signature;

import io.github.kmsjca.internal.algorithm.Digest;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.ProviderException;

/** Hashes as the message streams through: constant memory, no limit. */
final class DigestInput implements MessageInput {
  private final MessageDigest digest;
  private boolean started;

  DigestInput(Digest algorithm) {
    try {
      this.digest = MessageDigest.getInstance(algorithm.jcaName());
    } catch (NoSuchAlgorithmException e) {
      throw new ProviderException("no provider has " + algorithm.jcaName(), e);
    }
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    started = true;
    digest.update(bytes, offset, length);
  }

  @Override
  public void update(ByteBuffer bytes) {
    started = true;
    digest.update(bytes);
  }

  @Override
  public byte[] finish() {
    started = false;
    return digest.digest();
  }

  @Override
  public void reset() {
    started = false;
    digest.reset();
  }

  @Override
  public boolean isStarted() {
    return started;
  }
}
