package io.github.kmsjca.internal.signature;

import io.github.kmsjca.internal.algorithm.KeySpec;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SignatureException;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** From what KMS returns to what JOSE, XML signatures and others want. */
final class EcdsaEncodings {
  private EcdsaEncodings() {}

  /** DER sequence of r and s to r and s side by side (IEEE P1363). */
  static byte[] derToP1363(byte[] der, KeySpec spec) throws SignatureException {
    try {
      BigInteger order = ECNamedCurveTable.getByName(spec.curve()).getN();
      BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(order, der);
      return PlainDSAEncoding.INSTANCE.encode(order, rs[0], rs[1]);
    } catch (IOException | IllegalArgumentException e) {
      throw new SignatureException("KMS returned a signature that is not a DER ECDSA signature", e);
    }
  }
}
