package io.github.kmsjca.localkms.internal.crypto.attestation;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.List;
import java.util.Map;

/**
 * A payload and its signature: COSE_Sign1 (RFC 9052) with ECDSA on P-384, the only form that Nitro
 * has.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SignedDocument(byte[] header, byte[] payload, byte[] signature) {
  private static final String ALGORITHM = "SHA384withECDSAinP1363Format";

  /** The name of the algorithm in a header, and ES384. */
  private static final byte[] HEADER = Cbor.encode(Map.of(1L, -35L));

  private static final int PARTS = 4;

  /** Signs a payload. */
  static SignedDocument sign(byte[] payload, PrivateKey key) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(ALGORITHM, "SunEC");
    signature.initSign(key);
    signature.update(signed(HEADER, payload));
    return new SignedDocument(HEADER, payload, signature.sign());
  }

  /** Takes one apart. */
  static SignedDocument decode(byte[] bytes) throws SignatureException {
    if (CborReader.decode(bytes) instanceof List<?> parts
        && parts.size() == PARTS
        && parts.get(0) instanceof byte[] header
        && parts.get(2) instanceof byte[] payload
        && parts.get(3) instanceof byte[] signature
        && CborReader.decode(header).equals(Map.of(1L, -35L))) {
      return new SignedDocument(header, payload, signature);
    }
    throw new SignatureException("It is not a COSE_Sign1 structure with ES384");
  }

  byte[] encoded() {
    return Cbor.encode(List.of(header, Map.of(), payload, signature));
  }

  /** Lets it pass if the owner of that key has signed it. */
  void verify(PublicKey key) throws GeneralSecurityException {
    Signature verifier = Signature.getInstance(ALGORITHM, "SunEC");
    verifier.initVerify(key);
    verifier.update(signed(header, payload));
    if (!verifier.verify(signature)) {
      throw new SignatureException("The signature is wrong");
    }
  }

  private static byte[] signed(byte[] header, byte[] payload) {
    return Cbor.encode(List.of("Signature1", header, new byte[0], payload));
  }
}
