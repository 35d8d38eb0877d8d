package io.github.kmsjca.samples;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.HexFormat;

/** Stop 1: signs with a key in KMS, and verifies with its public key. Plain JCA throughout. */
final class SignAndVerify {
  private static final String SHA_256_DIGEST_INFO = "3031300d060960864801650304020105000420";

  private SignAndVerify() {}

  /** RSA PKCS#1, ECDSA in both encodings, Ed25519: any algorithm that needs no parameters. */
  static boolean plain(String algorithm, PrivateKey key, PublicKey publicKey, byte[] message)
      throws GeneralSecurityException {
    byte[] signature = sign(algorithm, key, message);

    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(publicKey);
    verifier.update(message);
    return verifier.verify(signature) && verifiedElsewhere(verifier);
  }

  /** Algorithms that the platform may lack: the provider verifies as well, without a KMS call. */
  static boolean verifiedHere(String algorithm, PrivateKey key, PublicKey publicKey, byte[] message)
      throws GeneralSecurityException {
    byte[] signature = sign(algorithm, key, message);

    Signature verifier = Signature.getInstance(algorithm, "AWSKMS");
    verifier.initVerify(publicKey);
    verifier.update(message);
    return verifier.verify(signature);
  }

  private static byte[] sign(String algorithm, PrivateKey key, byte[] message)
      throws GeneralSecurityException {
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(message);
    return signer.sign();
  }

  /** RSASSA-PSS. The parameters come before the key here, as in many libraries. */
  static boolean pss(String digest, PrivateKey key, PublicKey publicKey, byte[] message)
      throws GeneralSecurityException {
    Signature signer = Signature.getInstance("RSASSA-PSS");
    signer.setParameter(pssParameters(digest));
    signer.initSign(key);
    signer.update(message);
    return verifyPss(digest, publicKey, message, signer.sign());
  }

  /** The same by a name that has the parameters in it, which Bouncy Castle's users know. */
  static boolean pssByName(String digest, PrivateKey key, PublicKey publicKey, byte[] message)
      throws GeneralSecurityException {
    Signature signer = Signature.getInstance(digest.replace("-", "") + "withRSAandMGF1");
    signer.initSign(key);
    signer.update(message);
    return verifyPss(digest, publicKey, message, signer.sign());
  }

  /** KMS wants MGF1 with the same digest, and a salt as long as the digest. */
  static PSSParameterSpec pssParameters(String digest) throws GeneralSecurityException {
    int saltBytes = MessageDigest.getInstance(digest).getDigestLength();
    return new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), saltBytes, 1);
  }

  /** What NONEwithRSA takes: a digest with its name in front (RFC 8017, section 9.2). */
  static byte[] digestInfo(byte[] message) throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(message);
    return HexFormat.of().parseHex(SHA_256_DIGEST_INFO + HexFormat.of().formatHex(digest));
  }

  private static boolean verifyPss(
      String digest, PublicKey publicKey, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier = Signature.getInstance("RSASSA-PSS");
    verifier.initVerify(publicKey);
    verifier.setParameter(pssParameters(digest));
    verifier.update(message);
    return verifier.verify(signature) && verifiedElsewhere(verifier);
  }

  /** Public keys are the platform's own objects, so JCA gives them to the platform's providers. */
  private static boolean verifiedElsewhere(Signature verifier) {
    return !verifier.getProvider().getName().equals("AWSKMS");
  }
}
