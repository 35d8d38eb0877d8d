package io.github.kmsjca.localkms.internal.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.PublicKey;
import java.util.List;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.NullDigest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.ECFieldElement;

/**
 * SM2DSA, in two steps: the digest {@code e = SM3(ZA || M)}, which a caller may have made for an ID
 * of its own, and the signature of it.
 */
final class Sm2 {
  private static final byte[] ID = "1234567812345678".getBytes(US_ASCII);

  private Sm2() {}

  /** The digest of a message and of who signs it: that key, under the default ID. */
  static byte[] digest(PublicKey key, byte[] message) {
    ECPublicKeyParameters signer = (ECPublicKeyParameters) CastleKeys.parameters(key);
    ECDomainParameters domain = signer.getParameters();
    int idBits = ID.length * Byte.SIZE;
    Digest digest = new SM3Digest();
    digest.update((byte) (idBits >> Byte.SIZE));
    digest.update((byte) idBits);
    digest.update(ID, 0, ID.length);
    for (ECFieldElement element :
        List.of(
            domain.getCurve().getA(),
            domain.getCurve().getB(),
            domain.getG().getAffineXCoord(),
            domain.getG().getAffineYCoord(),
            signer.getQ().getAffineXCoord(),
            signer.getQ().getAffineYCoord())) {
      byte[] bytes = element.getEncoded();
      digest.update(bytes, 0, bytes.length);
    }
    byte[] identity = result(digest);
    digest.update(identity, 0, identity.length);
    digest.update(message, 0, message.length);
    return result(digest);
  }

  /** Signs and verifies digests as they are. */
  static Signer signer() {
    return new SM2Signer(StandardDSAEncoding.INSTANCE, new NullDigest()) {
      @Override
      protected byte[] getZ(byte[] userId) {
        return new byte[0]; // already part of the digest
      }
    };
  }

  private static byte[] result(Digest digest) {
    byte[] bytes = new byte[digest.getDigestSize()];
    digest.doFinal(bytes, 0);
    return bytes;
  }
}
