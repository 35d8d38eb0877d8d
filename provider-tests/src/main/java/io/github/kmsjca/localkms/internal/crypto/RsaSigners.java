package io.github.kmsjca.localkms.internal.crypto;

import io.github.kmsjca.localkms.internal.model.SigningAlgorithm;
import io.github.kmsjca.localkms.internal.model.SigningAlgorithm.Scheme;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.NullDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;

/**
 * RSA signatures over a digest. The platform signs digests with PKCS #1 v1.5 only, and never with
 * PSS; Bouncy Castle's own classes do both.
 */
final class RsaSigners {
  private RsaSigners() {}

  static Signer signer(SigningAlgorithm algorithm) {
    if (algorithm.scheme() == Scheme.RSA_PSS) {
      return PSSSigner.createRawSigner(
          new RSABlindedEngine(),
          digest(algorithm),
          digest(algorithm),
          algorithm.digest().bytes(),
          PSSSigner.TRAILER_IMPLICIT);
    }
    return new RSADigestSigner(
        new NullDigest(),
        switch (algorithm.digest()) {
          case SHA_256 -> NISTObjectIdentifiers.id_sha256;
          case SHA_384 -> NISTObjectIdentifiers.id_sha384;
          case SHA_512 -> NISTObjectIdentifiers.id_sha512;
          case SM3, SHAKE_256 -> throw notForRsa(algorithm);
        });
  }

  /** The key has been made or imported here, so its modulus is not tested once more. */
  static CipherParameters privateKey(PrivateKey key, SecureRandom random) {
    RSAPrivateCrtKey rsa = (RSAPrivateCrtKey) key;
    return new ParametersWithRandom(
        new RSAPrivateCrtKeyParameters(
            rsa.getModulus(),
            rsa.getPublicExponent(),
            rsa.getPrivateExponent(),
            rsa.getPrimeP(),
            rsa.getPrimeQ(),
            rsa.getPrimeExponentP(),
            rsa.getPrimeExponentQ(),
            rsa.getCrtCoefficient(),
            true),
        random);
  }

  static CipherParameters publicKey(PublicKey key) {
    RSAPublicKey rsa = (RSAPublicKey) key;
    return new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent(), true);
  }

  /** The length of every signature by that key, in bytes; Bouncy Castle takes shorter ones too. */
  static int length(PublicKey key) {
    return (((RSAPublicKey) key).getModulus().bitLength() + Byte.SIZE - 1) / Byte.SIZE;
  }

  private static Digest digest(SigningAlgorithm algorithm) {
    return switch (algorithm.digest()) {
      case SHA_256 -> SHA256Digest.newInstance();
      case SHA_384 -> new SHA384Digest();
      case SHA_512 -> new SHA512Digest();
      case SM3, SHAKE_256 -> throw notForRsa(algorithm);
    };
  }

  private static IllegalArgumentException notForRsa(SigningAlgorithm algorithm) {
    return new IllegalArgumentException(algorithm + " is not for RSA keys");
  }
}
