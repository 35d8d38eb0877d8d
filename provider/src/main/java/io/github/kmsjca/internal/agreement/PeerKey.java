package io.github.kmsjca.internal.agreement;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.key.PublicKeys;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PublicKey;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/** The other party's public key: whoever sent it is not to be trusted. */
final class PeerKey {
  private PeerKey() {}

  /**
   * The key as KMS takes it, a DER SubjectPublicKeyInfo with an uncompressed point.
   *
   * @throws InvalidKeyException if it is no key on the curve of ours, or its point is not
   */
  static byte[] encoded(@Nullable Key other, PrivateKeyHandle ours) throws InvalidKeyException {
    if (!(other instanceof PublicKey publicKey)) {
      throw new InvalidKeyException("the other party's key must be a public key");
    }
    if (PublicKeys.specOf(publicKey) != ours.spec()) {
      throw new InvalidKeyException(
          "the other party's key is not on the curve of "
              + ours.arn()
              + ", which is a "
              + ours.spec()
              + " key");
    }
    try {
      SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(publicKey.getEncoded());
      byte[] point = decoded(info, ours.spec()).getEncoded(false);
      return new SubjectPublicKeyInfo(info.getAlgorithm(), point).getEncoded();
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new InvalidKeyException(
          "the other party's public key is not a point on the curve of " + ours.arn(), e);
    }
  }

  /** Refuses points that are not on the curve; all curves here have the cofactor 1. */
  private static ECPoint decoded(SubjectPublicKeyInfo info, KeySpec spec)
      throws InvalidKeyException {
    ECPoint point =
        CustomNamedCurves.getByOID(new ASN1ObjectIdentifier(spec.oid()))
            .getCurve()
            .decodePoint(info.getPublicKeyData().getOctets());
    if (point.isInfinity()) {
      throw new InvalidKeyException("the other party's public key is the point at infinity");
    }
    return point;
  }
}
