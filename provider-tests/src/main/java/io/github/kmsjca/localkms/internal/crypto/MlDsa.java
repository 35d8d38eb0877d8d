package io.github.kmsjca.localkms.internal.crypto;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * Pure ML-DSA with the empty context, by way of mu: the 64 bytes into which FIPS 204 hashes public
 * key, context and message, and which a caller may have made as well.
 */
final class MlDsa {
  private MlDsa() {}

  /** The mu of a message; the private key holds the hash of the public one. */
  static byte[] mu(PrivateKey key, byte[] message) {
    MLDSASigner signer = new MLDSASigner();
    signer.init(true, CastleKeys.parameters(key));
    signer.update(message, 0, message.length);
    try {
      return signer.generateMu();
    } catch (CryptoException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] sign(PrivateKey key, SecureRandom random, byte[] mu) throws CryptoException {
    MLDSASigner signer = new MLDSASigner();
    signer.init(true, CastleKeys.parameters(key, random));
    return signer.generateMuSignature(mu);
  }

  static boolean verify(PublicKey key, byte[] mu, byte[] candidate) {
    MLDSASigner signer = new MLDSASigner();
    signer.init(false, CastleKeys.parameters(key));
    return signer.verifyMuSignature(mu, candidate);
  }
}
