package io.github.kmsjca.localkms;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.Xof;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.signers.Ed25519phSigner;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.jcajce.spec.SM2ParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Verifies signatures of a KMS that the JDK does not know, with Bouncy Castle's provider. */
final class BouncyVerifier {
  static final Provider PROVIDER = new BouncyCastleProvider();

  private BouncyVerifier() {}

  /** Whether Bouncy Castle agrees. */
  static boolean verifies(byte[] publicKey, String kmsAlgorithm, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    String name =
        switch (kmsAlgorithm) {
          case "ECDSA_SHA_256" -> "SHA256withECDSA";
          case "SM2DSA" -> "SM3withSM2";
          case "ML_DSA_SHAKE_256" -> "ML-DSA";
          default -> throw new IllegalArgumentException(kmsAlgorithm);
        };
    Signature verifier = Signature.getInstance(name, PROVIDER);
    verifier.initVerify(key(name.equals("ML-DSA") ? name : "EC", publicKey));
    verifier.update(message);
    return verifier.verify(signature);
  }

  /** Whether an SM2 signature is by somebody of that ID. */
  static boolean verifiesSm2(byte[] publicKey, byte[] id, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier = Signature.getInstance("SM3withSM2", PROVIDER);
    verifier.setParameter(new SM2ParameterSpec(id));
    verifier.initVerify(key("EC", publicKey));
    verifier.update(message);
    return verifier.verify(signature);
  }

  /** Ed25519ph over any bytes: it hashes them itself. */
  static boolean verifiesEd25519ph(byte[] publicKey, byte[] message, byte[] signature) {
    byte[] raw = rawKey(publicKey);
    Ed25519phSigner verifier = new Ed25519phSigner(new byte[0]);
    verifier.init(false, new Ed25519PublicKeyParameters(raw, 0));
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }

  /** The digest that SM2 signs, for a signer of that ID. */
  static byte[] sm2Digest(byte[] publicKey, byte[] id, byte[] message) throws Exception {
    SM3Digest digest = new SM3Digest();
    byte[] identity = new Identity(publicKey, id).bytes;
    digest.update(identity, 0, identity.length);
    digest.update(message, 0, message.length);
    byte[] result = new byte[digest.getDigestSize()];
    digest.doFinal(result, 0);
    return result;
  }

  /** The mu of FIPS 204 with the empty context. */
  static byte[] mu(byte[] publicKey, byte[] message) {
    byte[] framed = new byte[64 + 2 + message.length];
    System.arraycopy(shake(rawKey(publicKey)), 0, framed, 0, 64);
    System.arraycopy(message, 0, framed, 66, message.length);
    return shake(framed);
  }

  private static byte[] shake(byte[] input) {
    Xof shake = new SHAKEDigest(256);
    shake.update(input, 0, input.length);
    byte[] result = new byte[64];
    shake.doFinal(result, 0, result.length);
    return result;
  }

  private static byte[] rawKey(byte[] publicKey) {
    return SubjectPublicKeyInfo.getInstance(publicKey).getPublicKeyData().getBytes();
  }

  private static PublicKey key(String algorithm, byte[] der) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm, PROVIDER).generatePublic(new X509EncodedKeySpec(der));
  }

  /** Lets out what Bouncy Castle's signer calls Z. */
  private static final class Identity extends SM2Signer {
    private final byte[] bytes;

    Identity(byte[] publicKey, byte[] id) throws Exception {
      init(
          false,
          new ParametersWithID((ECPublicKeyParameters) PublicKeyFactory.createKey(publicKey), id));
      bytes = getZ(id);
    }
  }
}
