package io.github.kmsjca.benchmarks.verify;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/** What is verified: a key and an algorithm that the platform has too. */
public enum SigningCase {
  RSA2048("RSA-2048 PKCS#1", "RSA", 2048, "SHA256withRSA", "SunRsaSign"),
  RSA2048_PSS("RSA-2048 PSS", "RSA", 2048, "RSASSA-PSS", "SunRsaSign"),
  RSA4096("RSA-4096 PKCS#1", "RSA", 4096, "SHA256withRSA", "SunRsaSign"),
  P256("ECDSA P-256", "EC", 256, "SHA256withECDSA", "SunEC"),
  P384("ECDSA P-384", "EC", 384, "SHA384withECDSA", "SunEC"),
  P521("ECDSA P-521", "EC", 521, "SHA512withECDSA", "SunEC"),
  ED25519("Ed25519", "Ed25519", 255, "Ed25519", "SunEC");

  private final String title;
  private final String keyAlgorithm;
  private final int keySize;
  private final String algorithm;
  private final String platform;

  SigningCase(String title, String keyAlgorithm, int keySize, String algorithm, String platform) {
    this.title = title;
    this.keyAlgorithm = keyAlgorithm;
    this.keySize = keySize;
    this.algorithm = algorithm;
    this.platform = platform;
  }

  public String title() {
    return title;
  }

  Provider platform() {
    return Security.getProvider(platform);
  }

  KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm, platform());
    generator.initialize(keySize);
    return generator.generateKeyPair();
  }

  Signature signature(@Nullable Provider provider) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(algorithm, provider);
    if (algorithm.equals("RSASSA-PSS")) {
      signature.setParameter(
          new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    }
    return signature;
  }
}
