package io.github.kmsjca.internal.agreement;

import io.github.kmsjca.internal.key.PrivateKeyHandle;
import io.github.kmsjca.internal.key.PublicKeys;
import java.io.IOException;
import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/** The other party's public key: whoever sent it is not to be trusted. */
final class PeerKey {
  private PeerKey() {}

  /**
   * The key as KMS takes it, a DER SubjectPublicKeyInfo with the curve's name and an uncompressed
   * point. Others may encode the curve itself, as Bouncy Castle does if it was given no name.
   *
   * @throws InvalidKeyException if it is no key on the curve of ours, or its point is not
   */
  static byte[] encoded(@Nullable Key other, PrivateKeyHandle ours) throws InvalidKeyException {
    if (!(other instanceof PublicKey publicKey)) {
      throw new InvalidKeyException("the other party's key must be a public key");
    }
    ASN1ObjectIdentifier name =
        new ASN1ObjectIdentifier(Objects.requireNonNull(ours.spec().oid(), "a curve has a name"));
    try {
      ECPoint point = point(publicKey, ours, CustomNamedCurves.getByOID(name));
      if (point.isInfinity()) {
        throw new InvalidKeyException(
            "the other party's public key is the point at infinity, with which "
                + ours.arn()
                + " agrees on nothing");
      }
      AlgorithmIdentifier curve = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, name);
      return new SubjectPublicKeyInfo(curve, point.getEncoded(false)).getEncoded();
    } catch (IOException | IllegalArgumentException | IllegalStateException e) {
      throw new InvalidKeyException(
          "the other party's public key is not a point on the curve of " + ours.arn(), e);
    }
  }

  /** Refuses points that are not on the curve; all curves here have the cofactor 1. */
  private static ECPoint point(PublicKey other, PrivateKeyHandle ours, X9ECParameters curve)
      throws InvalidKeyException {
    if (PublicKeys.specOf(other) == ours.spec()) {
      byte[] encoded = other.getEncoded();
      return curve
          .getCurve()
          .decodePoint(SubjectPublicKeyInfo.getInstance(encoded).getPublicKeyData().getOctets());
    }
    if (other instanceof ECPublicKey ec && isOf(curve, ec.getParams())) {
      java.security.spec.ECPoint w = ec.getW();
      return w.equals(java.security.spec.ECPoint.POINT_INFINITY)
          ? curve.getCurve().getInfinity()
          : curve.getCurve().validatePoint(w.getAffineX(), w.getAffineY());
    }
    throw new InvalidKeyException(
        "the other party's key is not on the curve of "
            + ours.arn()
            + ", which is a "
            + ours.spec()
            + " key");
  }

  /** All of it, since whoever chooses part of a curve can choose one that tells our key. */
  private static boolean isOf(X9ECParameters named, @Nullable ECParameterSpec given) {
    if (given == null || !(given.getCurve().getField() instanceof ECFieldFp field)) {
      return false;
    }
    ECCurve curve = named.getCurve();
    ECPoint generator = named.getG().normalize();
    return field.getP().equals(curve.getField().getCharacteristic())
        && given.getCurve().getA().equals(curve.getA().toBigInteger())
        && given.getCurve().getB().equals(curve.getB().toBigInteger())
        && given
            .getGenerator()
            .equals(
                new java.security.spec.ECPoint(
                    generator.getAffineXCoord().toBigInteger(),
                    generator.getAffineYCoord().toBigInteger()))
        && given.getOrder().equals(named.getN())
        && named.getH().equals(BigInteger.valueOf(given.getCofactor()));
  }
}
