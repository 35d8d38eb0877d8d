package io.github.kmsjca.differential;

import static io.github.kmsjca.differential.Act.done;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import java.security.AlgorithmParameterGenerator;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What is found by a name alone, and who answers. */
final class Lookups {
  /** Those of JDK 24. */
  static final List<String> NEWER_PAIRS =
      List.of("ML-DSA", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87", "ML-KEM", "ML-KEM-768");

  private static final List<String> FACTORIES =
      List.of("RSA", "RSASSA-PSS", "EC", "Ed25519", "EdDSA", "X25519", "DSA", "1.2.840.10045.2.1");
  private static final List<String> PARAMETERS =
      List.of(
          "EC",
          "ec",
          "1.2.840.10045.2.1",
          "OID.1.2.840.10045.2.1",
          "RSASSA-PSS",
          "1.2.840.113549.1.1.10",
          "PSS",
          "GCM",
          "2.16.840.1.101.3.4.1.46",
          "OAEP",
          "1.2.840.113549.1.1.7",
          "AES",
          "DSA",
          "DiffieHellman",
          "PBES2",
          "ChaCha20-Poly1305",
          "SM2",
          "AWSKMS",
          "Bogus");
  private static final List<String> DIGESTS = List.of("MD5", "SHA-1", "SHA-256", "SHA3-512");
  private static final List<String> STORES = List.of("PKCS12", "JKS", "JCEKS", "DKS", "Bogus");

  private final Outcomes outcomes;

  Lookups(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  /** True if somebody other than us has it. */
  static boolean isOnThePlatform(String type, String algorithm) {
    for (Provider provider : Security.getProviders()) {
      if (!(provider instanceof KmsProvider) && provider.getService(type, algorithm) != null) {
        return true;
      }
    }
    return false;
  }

  void run() {
    for (String name : PARAMETERS) {
      parameters(name);
    }
    for (String name : FACTORIES) {
      found("KeyFactory " + name, () -> KeyFactory.getInstance(name).getProvider());
    }
    for (String name : DIGESTS) {
      found("MessageDigest " + name, () -> MessageDigest.getInstance(name).getProvider());
    }
    for (String name : STORES) {
      found("KeyStore " + name, () -> KeyStore.getInstance(name).getProvider());
    }
    factories();
    randoms();
    ours();
  }

  private void found(String name, Whose whose) {
    outcomes.of(name + " is found", () -> whose.provider().getName());
  }

  /** Who answers. */
  @FunctionalInterface
  private interface Whose {
    Provider provider() throws Exception;
  }

  private void parameters(String name) {
    String what = "AlgorithmParameters " + name + ": ";
    outcomes.of(what + "is whose", () -> parametersOf(name).getProvider().getName());
    outcomes.of(what + "as text", () -> parametersOf(name).toString());
    outcomes.of(what + "encoded before init", () -> parametersOf(name).getEncoded());
    outcomes.of(what + "null", () -> done(() -> parametersOf(name).init((byte[]) null)));
    outcomes.of(what + "no bytes", () -> done(() -> parametersOf(name).init(new byte[0])));
    outcomes.of(what + "bytes", () -> done(() -> parametersOf(name).init(new byte[] {5, 0})));
    AlgorithmParameterSpec[] specs = {
      new ECGenParameterSpec("secp256r1"),
      new ECGenParameterSpec("bogus"),
      new PSSParameterSpec("SHA-384", "MGF1", MGF1ParameterSpec.SHA384, 48, 1),
      new GCMParameterSpec(128, new byte[12]),
      OAEPParameterSpec.DEFAULT
    };
    for (int i = 0; i < specs.length; i++) {
      AlgorithmParameterSpec spec = specs[i];
      outcomes.of(what + "of parameters " + i, () -> of(name, spec));
      outcomes.of(what + "parameters " + i + " again", () -> again(name, spec));
      outcomes.of(
          what + "parameters " + i + " as a curve",
          () -> of(name, spec).getParameterSpec(ECParameterSpec.class));
    }
  }

  private static AlgorithmParameters parametersOf(String name) throws Exception {
    return AlgorithmParameters.getInstance(name);
  }

  private static AlgorithmParameters of(String name, AlgorithmParameterSpec spec) throws Exception {
    AlgorithmParameters parameters = parametersOf(name);
    parameters.init(spec);
    return parameters;
  }

  private static Object again(String name, AlgorithmParameterSpec spec) throws Exception {
    AlgorithmParameters parameters = parametersOf(name);
    parameters.init(of(name, spec).getEncoded());
    return parameters.getParameterSpec(spec.getClass()).getClass().getName();
  }

  private void factories() {
    found("CertificateFactory", () -> CertificateFactory.getInstance("X.509").getProvider());
    found("CertPathValidator", () -> CertPathValidator.getInstance("PKIX").getProvider());
    found("CertPathBuilder", () -> CertPathBuilder.getInstance("PKIX").getProvider());
    found(
        "CertStore",
        () ->
            CertStore.getInstance("Collection", new CollectionCertStoreParameters()).getProvider());
    found(
        "KeyManagerFactory SunX509", () -> KeyManagerFactory.getInstance("SunX509").getProvider());
    found("KeyManagerFactory PKIX", () -> KeyManagerFactory.getInstance("PKIX").getProvider());
    found("TrustManagerFactory", () -> TrustManagerFactory.getInstance("PKIX").getProvider());
    found("SSLContext", () -> SSLContext.getInstance("TLS").getProvider());
    found(
        "SecretKeyFactory",
        () -> SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").getProvider());
    found(
        "AlgorithmParameterGenerator",
        () -> AlgorithmParameterGenerator.getInstance("DSA").getProvider());
    outcomes.of("KeyStore by default", KeyStore::getDefaultType);
    outcomes.of("KeyManagerFactory by default", KeyManagerFactory::getDefaultAlgorithm);
    outcomes.of("TrustManagerFactory by default", TrustManagerFactory::getDefaultAlgorithm);
  }

  private void randoms() {
    found("SecureRandom", () -> new SecureRandom().getProvider());
    found("SecureRandom of seed", () -> new SecureRandom(new byte[1]).getProvider());
    found("SecureRandom DRBG", () -> SecureRandom.getInstance("DRBG").getProvider());
    found("SecureRandom strong", () -> SecureRandom.getInstanceStrong().getProvider());
    outcomes.of("SecureRandom is which", () -> new SecureRandom().getAlgorithm());
    outcomes.of("UUID", () -> UUID.randomUUID().version());
  }

  /** Names that KMS adds: who asks for them on a platform that lacks them, now finds them. */
  private void ours() {
    for (String name :
        List.of(
            "SHA256withRSAandMGF1",
            "SHA512withRSA/PSS",
            "Ed25519ph",
            "SM3withSM2",
            "ML-DSA",
            "ML-DSA-87",
            "2.16.840.1.101.3.4.3.17")) {
      outcomes.of("Signature " + name + " is there", () -> Signature.getInstance(name) != null);
    }
    for (String name :
        List.of(
            "SM2",
            "AWSKMS",
            "AWSKMS/Envelope/NoPadding",
            "RSA/None/OAEPWithSHA-256AndMGF1Padding")) {
      outcomes.of("Cipher " + name + " is there", () -> Cipher.getInstance(name) != null);
    }
    for (String name : List.of("SM2", "ML-DSA", "ML-KEM-768")) {
      outcomes.of(
          "KeyPairGenerator " + name + " is there",
          () -> KeyPairGenerator.getInstance(name) != null);
    }
    // The object identifiers of which the platform has some and lacks others.
    for (GeneratorAlgorithm row : GeneratorAlgorithm.values()) {
      for (String alias : row.aliases()) {
        outcomes.of(
            row.engine() + " " + alias + " by identifier",
            () ->
                (row.isOfPairs()
                        ? KeyPairGenerator.getInstance(alias).generateKeyPair().getPublic()
                        : KeyGenerator.getInstance(alias).generateKey())
                    .getAlgorithm());
      }
    }
    outcomes.of("Mac bogus is there", () -> Mac.getInstance("HmacBogus"));
    outcomes.of("KeyAgreement bogus is there", () -> KeyAgreement.getInstance("Bogus"));
    outcomes.of("KeyGenerator bogus is there", () -> KeyGenerator.getInstance("Bogus"));
    outcomes.of("Signature bogus is there", () -> Signature.getInstance("SHA256withBogus"));
    outcomes.of("Signature null is there", () -> Signature.getInstance(null));
    outcomes.of("Signature of no name is there", () -> Signature.getInstance(""));
  }
}
