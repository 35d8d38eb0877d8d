package io.github.kmsjca.internal.signature;

import io.github.kmsjca.internal.algorithm.KeySpec;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SignatureException;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.signers.DSAEncoding;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * The two encodings of an ECDSA signature: the DER sequence of r and s that KMS speaks, and r and s
 * side by side (IEEE P1363), which JOSE, XML signatures and others want.
 */
final class EcdsaEncodings {
  private EcdsaEncodings() {}

  static byte[] derToP1363(byte[] der, KeySpec spec) throws SignatureException {
    return encode(PlainDSAEncoding.INSTANCE, decodeDer(der, spec), spec);
  }

  static byte[] p1363ToDer(byte[] p1363, KeySpec spec) throws SignatureException {
    return encode(StandardDSAEncoding.INSTANCE, decodeP1363(p1363, spec), spec);
  }

  /** r and s; strictly DER. */
  static BigInteger[] decodeDer(byte[] der, KeySpec spec) throws SignatureException {
    return decode(StandardDSAEncoding.INSTANCE, der, spec);
  }

  /** r and s; each exactly as long as the order. */
  static BigInteger[] decodeP1363(byte[] p1363, KeySpec spec) throws SignatureException {
    return decode(PlainDSAEncoding.INSTANCE, p1363, spec);
  }

  private static BigInteger[] decode(DSAEncoding encoding, byte[] signature, KeySpec spec)
      throws SignatureException {
    try {
      return encoding.decode(order(spec), signature);
    } catch (IOException | RuntimeException e) {
      throw new SignatureException("malformed ECDSA signature", e);
    }
  }

  private static byte[] encode(DSAEncoding encoding, BigInteger[] rs, KeySpec spec)
      throws SignatureException {
    try {
      return encoding.encode(order(spec), rs[0], rs[1]);
    } catch (IOException e) {
      throw new SignatureException("malformed ECDSA signature", e);
    }
  }

  private static BigInteger order(KeySpec spec) {
    String oid = Objects.requireNonNull(spec.oid());
    return ECNamedCurveTable.getByOID(new ASN1ObjectIdentifier(oid)).getN();
  }
}
