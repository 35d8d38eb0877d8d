package io.github.kmsjca.internal.signature;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.ProviderException;
import java.security.PublicKey;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/**
 * Hashes to the e of SM2 (GB/T 32918.2, section 6): SM3 of ZA and the message, where ZA is SM3 of
 * the signer's identifier, the curve and the public key. The identifier is the default one, as in
 * KMS.
 */
final class Sm2DigestInput implements MessageInput {
  private static final byte[] IDENTIFIER = "1234567812345678".getBytes(StandardCharsets.US_ASCII);

  private final SM3Digest digest = new SM3Digest();
  private final byte[] za;
  private boolean started;

  Sm2DigestInput(PublicKey key) {
    try {
      this.za = za((ECPublicKeyParameters) PublicKeyFactory.createKey(key.getEncoded()));
    } catch (IOException | ClassCastException | IllegalArgumentException e) {
      throw new ProviderException("the public key is not an SM2 key", e);
    }
    reset();
  }

  private byte[] za(ECPublicKeyParameters key) {
    int bits = IDENTIFIER.length * Byte.SIZE;
    digest.update((byte) (bits >> Byte.SIZE));
    digest.update((byte) bits);
    digest.update(IDENTIFIER, 0, IDENTIFIER.length);
    ECDomainParameters curve = key.getParameters();
    int size = (curve.getCurve().getFieldSize() + Byte.SIZE - 1) / Byte.SIZE;
    ECPoint generator = curve.getG().normalize();
    ECPoint point = key.getQ().normalize();
    for (BigInteger coordinate :
        new BigInteger[] {
          curve.getCurve().getA().toBigInteger(),
          curve.getCurve().getB().toBigInteger(),
          generator.getAffineXCoord().toBigInteger(),
          generator.getAffineYCoord().toBigInteger(),
          point.getAffineXCoord().toBigInteger(),
          point.getAffineYCoord().toBigInteger()
        }) {
      digest.update(BigIntegers.asUnsignedByteArray(size, coordinate), 0, size);
    }
    return doFinal();
  }

  private byte[] doFinal() {
    byte[] result = new byte[digest.getDigestSize()];
    digest.doFinal(result, 0);
    return result;
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    started = true;
    digest.update(bytes, offset, length);
  }

  @Override
  public void update(ByteBuffer bytes) {
    ByteBuffers.feed(bytes, this::update);
  }

  @Override
  public byte[] finish() {
    byte[] result = doFinal();
    reset();
    return result;
  }

  @Override
  public void reset() {
    started = false;
    digest.reset();
    digest.update(za, 0, za.length);
  }

  @Override
  public boolean isStarted() {
    return started;
  }
}
