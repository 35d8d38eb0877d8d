package io.github.kmsjca.kem;

import io.github.kmsjca.internal.algorithm.KeySpec;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** ML-KEM keys in software, and what others make of them. */
final class KemKeys {
  private KemKeys() {}

  /** The key specs of ML-KEM. */
  static Stream<KeySpec> specs() {
    return Arrays.stream(KeySpec.values()).filter(spec -> spec.name().startsWith("ML_KEM_"));
  }

  static String jcaName(KeySpec spec) {
    return spec.name().replace('_', '-');
  }

  /** True on JDK 24 and later. */
  static boolean areOnThisPlatform() {
    return Runtime.version().feature() >= 24;
  }

  /** Bouncy Castle's. */
  static KeyPair generate(KeySpec spec) throws Exception {
    return KeyPairGenerator.getInstance(jcaName(spec), new BouncyCastleProvider())
        .generateKeyPair();
  }

  /** By Bouncy Castle's classes; answers the encapsulation and the secret. */
  static SecretWithEncapsulation encapsulate(byte[] publicKey) throws Exception {
    return new MLKEMGenerator(new SecureRandom())
        .generateEncapsulated(PublicKeyFactory.createKey(publicKey));
  }

  /** By Bouncy Castle's classes. */
  static byte[] decapsulate(byte[] privateKey, byte[] encapsulation) throws Exception {
    return new MLKEMExtractor((MLKEMPrivateKeyParameters) PrivateKeyFactory.createKey(privateKey))
        .extractSecret(encapsulation);
  }
}
