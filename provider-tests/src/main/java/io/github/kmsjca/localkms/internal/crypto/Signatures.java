package io.github.kmsjca.localkms.internal.crypto;

import io.github.kmsjca.localkms.internal.model.SigningAlgorithm;
import io.github.kmsjca.localkms.internal.state.Material;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdDSAParameterSpec;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.NullDigest;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * Signs and verifies. A raw message is hashed first and then treated like a digest, so that both
 * message types take the same way; for ML-DSA the hash is its mu. Ed25519 alone has no such thing
 * as a digest. Thread safe.
 */
public final class Signatures {
  private final Randomness randomness;

  /** Signs with this randomness. */
  public Signatures(Randomness randomness) {
    this.randomness = randomness;
  }

  /** The bytes that {@link #sign} and {@link #verify} take, for a raw message. */
  public byte[] prepared(SigningAlgorithm algorithm, Material.Pair keys, byte[] message) {
    return switch (algorithm.scheme()) {
      case ED25519 -> message;
      case SM2 -> Sm2.digest(keys.publicKey(), message);
      case ML_DSA -> MlDsa.mu(keys.privateKey(), message);
      case RSA_PSS, RSA_PKCS1, ECDSA, ED25519_PH -> platformDigest(algorithm, message);
    };
  }

  /** Signs a digest (for Ed25519: the message; for ML-DSA: the mu). */
  public byte[] sign(SigningAlgorithm algorithm, Material.Pair keys, byte[] input) {
    try {
      return switch (algorithm.scheme()) {
        case RSA_PSS, RSA_PKCS1 ->
            sign(
                RsaSigners.signer(algorithm),
                RsaSigners.privateKey(keys.privateKey(), randomness.generator()),
                input);
        case ECDSA ->
            keys.privateKey() instanceof CastleKeys.Private key
                ? sign(ecdsa(), key.parameters(randomness.generator()), input)
                : signOnPlatform(algorithm, keys, input);
        case ED25519, ED25519_PH -> signOnPlatform(algorithm, keys, input);
        case SM2 ->
            sign(
                Sm2.signer(),
                CastleKeys.parameters(keys.privateKey(), randomness.generator()),
                input);
        case ML_DSA -> MlDsa.sign(keys.privateKey(), randomness.generator(), input);
      };
    } catch (GeneralSecurityException | CryptoException e) {
      throw new IllegalStateException("Signing failed for " + algorithm, e);
    }
  }

  /** Whether that is a signature of what {@link #sign} takes. */
  public boolean verify(
      SigningAlgorithm algorithm, Material.Pair keys, byte[] input, byte[] candidate) {
    try {
      return switch (algorithm.scheme()) {
        case RSA_PSS, RSA_PKCS1 ->
            candidate.length == RsaSigners.length(keys.publicKey())
                && verify(
                    RsaSigners.signer(algorithm),
                    RsaSigners.publicKey(keys.publicKey()),
                    input,
                    candidate);
        case ECDSA ->
            keys.publicKey() instanceof CastleKeys.Public key
                ? verify(ecdsa(), key.parameters(), input, candidate)
                : verifyOnPlatform(algorithm, keys, input, candidate);
        case ED25519, ED25519_PH -> verifyOnPlatform(algorithm, keys, input, candidate);
        case SM2 -> verify(Sm2.signer(), CastleKeys.parameters(keys.publicKey()), input, candidate);
        case ML_DSA -> MlDsa.verify(keys.publicKey(), input, candidate);
      };
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Verifying failed for " + algorithm, e);
    }
  }

  private static byte[] sign(Signer signer, CipherParameters key, byte[] input)
      throws CryptoException {
    signer.init(true, key);
    signer.update(input, 0, input.length);
    return signer.generateSignature();
  }

  private static boolean verify(
      Signer signer, CipherParameters key, byte[] input, byte[] candidate) {
    signer.init(false, key);
    signer.update(input, 0, input.length);
    return signer.verifySignature(candidate);
  }

  /** For the curves that the platform does not have. */
  private static Signer ecdsa() {
    return new DSADigestSigner(new ECDSASigner(), new NullDigest(), StandardDSAEncoding.INSTANCE);
  }

  private static byte[] platformDigest(SigningAlgorithm algorithm, byte[] message) {
    try {
      return MessageDigest.getInstance(algorithm.digest().standardName(), "SUN").digest(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] signOnPlatform(SigningAlgorithm algorithm, Material.Pair keys, byte[] input)
      throws GeneralSecurityException {
    Signature signature = platformSignature(algorithm);
    signature.initSign(keys.privateKey(), randomness.generator());
    signature.update(input);
    return signature.sign();
  }

  private static boolean verifyOnPlatform(
      SigningAlgorithm algorithm, Material.Pair keys, byte[] input, byte[] candidate)
      throws GeneralSecurityException {
    Signature signature = platformSignature(algorithm);
    signature.initVerify(keys.publicKey());
    signature.update(input);
    return signature.verify(candidate);
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
