package io.github.kmsjca.differential;

import io.github.kmsjca.testkit.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/**
 * Software keys, the same for all JVMs, so that what is deterministic comes out the same. Made and
 * read by the platform's providers, by name: they are not what is compared.
 */
final class Material {
  /** The keys, by the algorithm that generates them. */
  enum Kind {
    RSA("RSA", "SunRsaSign"),
    EC("EC", "SunEC"),
    ED25519("Ed25519", "SunEC"),
    ED448("Ed448", "SunEC"),
    X25519("X25519", "SunEC"),
    DSA("DSA", "SUN"),
    DH("DH", "SunJCE"),
    ML_DSA("ML-DSA-65", "SUN"),
    ML_KEM("ML-KEM-768", "SunJCE");

    private final String algorithm;
    private final String provider;

    Kind(String algorithm, String provider) {
      this.algorithm = algorithm;
      this.provider = provider;
    }

    /** JDK 17 lacks the last ones. */
    boolean isOnThePlatform() {
      Provider platform = Security.getProvider(provider);
      return platform.getService("KeyPairGenerator", algorithm) != null;
    }
  }

  private final Path dir;

  Material(Path dir) {
    this.dir = dir;
  }

  /** Makes them all. */
  void write() throws GeneralSecurityException, IOException {
    for (Kind kind : Kind.values()) {
      if (kind.isOnThePlatform()) {
        KeyPair pair = generate(kind);
        Files.write(dir.resolve(kind + ".private"), pair.getPrivate().getEncoded());
        Files.write(dir.resolve(kind + ".public"), pair.getPublic().getEncoded());
      }
    }
  }

  private static KeyPair generate(Kind kind) throws GeneralSecurityException {
    if (kind == Kind.RSA) {
      return TestKeys.seeded().generate("RSA_2048");
    }
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.algorithm, kind.provider);
    if (kind == Kind.EC) {
      generator.initialize(256);
    }
    return generator.generateKeyPair();
  }

  PrivateKey privateKey(Kind kind) throws GeneralSecurityException, IOException {
    byte[] encoded = Files.readAllBytes(dir.resolve(kind + ".private"));
    return KeyFactory.getInstance(kind.algorithm, kind.provider)
        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  PublicKey publicKey(Kind kind) throws GeneralSecurityException, IOException {
    byte[] encoded = Files.readAllBytes(dir.resolve(kind + ".public"));
    return KeyFactory.getInstance(kind.algorithm, kind.provider)
        .generatePublic(new X509EncodedKeySpec(encoded));
  }

  Path file(String name) {
    return dir.resolve(name);
  }

  byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(file(name));
  }
}
