package io.github.kmsjca.localkms;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;

/** Verifies signatures of a KMS with nothing but the JDK. */
final class JdkVerifier {
  private JdkVerifier() {}

  /** Whether the JDK agrees; for Ed25519ph the message is the digest that KMS was given. */
  static boolean verifies(byte[] publicKey, String kmsAlgorithm, byte[] message, byte[] signature)
      throws GeneralSecurityException {
    String bits = kmsAlgorithm.substring(kmsAlgorithm.length() - 3);
    if (kmsAlgorithm.startsWith("RSASSA_PSS")) {
      String hash = "SHA-" + bits;
      int saltBytes = Integer.parseInt(bits) / 8;
      return verifies(
          key("RSA", publicKey),
          Signature.getInstance("RSASSA-PSS"),
          new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), saltBytes, 1),
          message,
          signature);
    }
    if (kmsAlgorithm.startsWith("ED25519")) {
      return verifies(
          key("Ed25519", publicKey),
          Signature.getInstance("Ed25519"),
          new EdDSAParameterSpec(kmsAlgorithm.contains("_PH_")),
          message,
          signature);
    }
    boolean rsa = kmsAlgorithm.startsWith("RSA");
    Signature verifier = Signature.getInstance("SHA" + bits + (rsa ? "withRSA" : "withECDSA"));
    verifier.initVerify(key(rsa ? "RSA" : "EC", publicKey));
    verifier.update(message);
    return verifier.verify(signature);
  }

  private static boolean verifies(
      PublicKey key,
      Signature verifier,
      AlgorithmParameterSpec parameters,
      byte[] message,
      byte[] signature)
      throws GeneralSecurityException {
    verifier.setParameter(parameters);
    verifier.initVerify(key);
    verifier.update(message);
    return verifier.verify(signature);
  }

  private static PublicKey key(String algorithm, byte[] der) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
  }
}
