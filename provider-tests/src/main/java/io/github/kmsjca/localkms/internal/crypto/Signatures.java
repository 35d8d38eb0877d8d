package io.github.kmsjca.localkms.internal.crypto;

import io.github.kmsjca.localkms.internal.model.SigningAlgorithm;
import io.github.kmsjca.localkms.internal.state.Material;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdDSAParameterSpec;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;

/**
 * Signs and verifies. A raw message is hashed first and then treated like a digest, so that both
 * message types take the same way; Ed25519 alone has no such thing as a digest. Thread safe.
 */
public final class Signatures {
  private final Randomness randomness;

  /** Signs with this randomness. */
  public Signatures(Randomness randomness) {
    this.randomness = randomness;
  }

  /** The bytes that {@link #sign} and {@link #verify} take, for a raw message. */
  public byte[] prepared(SigningAlgorithm algorithm, byte[] message) {
    if (algorithm.scheme() == SigningAlgorithm.Scheme.ED25519) {
      return message;
    }
    try {
      return MessageDigest.getInstance(algorithm.digest().standardName(), "SUN").digest(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs a digest (for Ed25519: the message). */
  public byte[] sign(SigningAlgorithm algorithm, Material.Pair keys, byte[] input) {
    try {
      return switch (algorithm.scheme()) {
        case RSA_PSS, RSA_PKCS1 -> {
          Signer signer = RsaSigners.signer(algorithm);
          signer.init(true, RsaSigners.privateKey(keys.privateKey(), randomness.generator()));
          signer.update(input, 0, input.length);
          yield signer.generateSignature();
        }
        case ECDSA, ED25519, ED25519_PH -> {
          Signature signature = platformSignature(algorithm);
          signature.initSign(keys.privateKey(), randomness.generator());
          signature.update(input);
          yield signature.sign();
        }
      };
    } catch (GeneralSecurityException | CryptoException e) {
      throw new IllegalStateException("Signing failed for " + algorithm, e);
    }
  }

  /** Whether that is a signature of the digest (for Ed25519: of the message). */
  public boolean verify(
      SigningAlgorithm algorithm, Material.Pair keys, byte[] input, byte[] candidate) {
    try {
      return switch (algorithm.scheme()) {
        case RSA_PSS, RSA_PKCS1 -> {
          Signer signer = RsaSigners.signer(algorithm);
          signer.init(false, RsaSigners.publicKey(keys.publicKey()));
          signer.update(input, 0, input.length);
          yield candidate.length == RsaSigners.length(keys.publicKey())
              && signer.verifySignature(candidate);
        }
        case ECDSA, ED25519, ED25519_PH -> {
          Signature signature = platformSignature(algorithm);
          signature.initVerify(keys.publicKey());
          signature.update(input);
          yield signature.verify(candidate);
        }
      };
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Verifying failed for " + algorithm, e);
    }
  }

  private static Signature platformSignature(SigningAlgorithm algorithm)
      throws GeneralSecurityException {
    if (algorithm.scheme() == SigningAlgorithm.Scheme.ECDSA) {
      return Signature.getInstance("NONEwithECDSA", "SunEC");
    }
    Signature signature = Signature.getInstance("Ed25519", "SunEC");
    if (algorithm.scheme() == SigningAlgorithm.Scheme.ED25519_PH) {
      signature.setParameter(new EdDSAParameterSpec(true));
    }
    return signature;
  }
}
