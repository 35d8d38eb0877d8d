package io.github.kmsjca.internal.signature;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Verification by Bouncy Castle's classes; apart, since a class path may lack them. */
final class BouncyCastleOperations {
  private BouncyCastleOperations() {}

  static Operation verifying(SignatureAlgorithm row, PublicKey key, KeySpec spec)
      throws InvalidKeyException {
    CipherParameters parameters;
    try {
      parameters = PublicKeyFactory.createKey(key.getEncoded());
    } catch (IOException | RuntimeException e) {
      throw new InvalidKeyException("the public key is not a valid " + spec + " key", e);
    }
    KeyParameters.Rule takes =
        given -> KeyParameters.require(row, given, key, "the public key (" + spec + ")");
    return switch (row.scheme()) {
      case ED25519 -> bySigner(new Ed25519Signer(), parameters, takes);
      case ML_DSA -> bySigner(new MLDSASigner(), parameters, takes);
      case SM2 -> bySigner(new SM2Signer(), parameters, takes);
      default ->
          new DigestVerification(
              MessageInputs.of(row, null, () -> key),
              DigestVerification.check(row, spec, parameters),
              takes);
    };
  }

  private static Operation bySigner(Signer signer, CipherParameters key, KeyParameters.Rule takes) {
    signer.init(false, key);
    return new SignerVerification(signer, takes);
  }
}
