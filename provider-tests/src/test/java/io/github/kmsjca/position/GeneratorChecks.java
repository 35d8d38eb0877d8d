package io.github.kmsjca.position;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import io.github.kmsjca.testkit.Report;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;

/**
 * The generators at one position of the provider: who says nothing of KMS gets the keys of the
 * others, and who does gets ours.
 */
final class GeneratorChecks {
  private final Report report;

  GeneratorChecks(Report report) {
    this.report = report;
  }

  void softwareKeys() {
    for (GeneratorAlgorithm row : GeneratorAlgorithm.values()) {
      if (isOfferedByOthers(row)) {
        if (row.isOfPairs()) {
          softwarePairs(row);
        } else {
          softwareSecrets(row);
        }
      }
    }
    named("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
    named("EC", new ECGenParameterSpec("secp256r1"));
    named("EC", new ECGenParameterSpec("secp384r1"));
    named("EdDSA", NamedParameterSpec.ED25519);
    named("Ed25519", NamedParameterSpec.ED25519);
    bySize("RSA", 2048);
    bySize("EC", 256);
    report.check(
        "AES of 128 bits is not ours",
        () -> {
          KeyGenerator generator = KeyGenerator.getInstance("AES");
          generator.init(128);
          assertSoftware(generator.generateKey());
        });
  }

  private static boolean isOfferedByOthers(GeneratorAlgorithm row) {
    for (Provider provider : Security.getProviders()) {
      if (!(provider instanceof KmsProvider)
          && provider.getService(row.engine(), row.jcaName()) != null) {
        return true;
      }
    }
    return false;
  }

  private void softwarePairs(GeneratorAlgorithm row) {
    report.check(
        row.jcaName() + " pairs of nobody's choice are not ours",
        () -> assertSoftware(KeyPairGenerator.getInstance(row.jcaName()).generateKeyPair()));
    report.check(
        row.jcaName() + " parameters that nobody knows",
        () -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance(row.jcaName());
          assertThrows(
              Exception.class, // ACCP's is no checked one
              () -> generator.initialize(new AlgorithmParameterSpec() {}));
        });
  }

  private void softwareSecrets(GeneratorAlgorithm row) {
    report.check(
        row.jcaName() + " keys of nobody's choice are not ours",
        () -> {
          KeyGenerator generator = KeyGenerator.getInstance(row.jcaName());
          assertSoftware(generator.generateKey());
          KeyGenerator random = KeyGenerator.getInstance(row.jcaName());
          random.init(new SecureRandom());
          assertSoftware(random.generateKey());
          KeyGenerator sized = KeyGenerator.getInstance(row.jcaName());
          sized.init(256);
          assertEquals(32, sized.generateKey().getEncoded().length);
          assertFalse(sized.getProvider() instanceof KmsProvider);
        });
  }

  private void named(String algorithm, AlgorithmParameterSpec parameters) {
    report.check(
        algorithm + " by " + parameters.getClass().getSimpleName() + " is not ours",
        () -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
          generator.initialize(parameters);
          assertFalse(generator.getProvider() instanceof KmsProvider);
          assertSoftware(generator.generateKeyPair());
        });
  }

  private void bySize(String algorithm, int size) {
    report.check(
        algorithm + " of " + size + " bits is not ours",
        () -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
          generator.initialize(size);
          assertSoftware(generator.generateKeyPair());
          assertSoftware(generator.generateKeyPair());
        });
  }

  private static void assertSoftware(KeyPair pair) {
    assertFalse(pair.getPrivate() instanceof KmsKey);
    assertTrue(pair.getPrivate().getEncoded().length > 0);
  }

  private static void assertSoftware(SecretKey key) {
    assertFalse(key instanceof KmsKey);
    assertTrue(key.getEncoded().length > 0);
  }

  void kmsKeys() {
    KmsKeyGenParameterSpec wanted = KmsKeyGenParameterSpec.builder().build();
    for (String algorithm : new String[] {"EC", "Ed25519", "ML-DSA"}) {
      report.check(
          algorithm + " with our parameters",
          () -> {
            KeyPairGenerator generator = generator(algorithm);
            generator.initialize(wanted);
            assertInstanceOf(KmsKey.class, generator.generateKeyPair().getPrivate());
          });
    }
    for (String algorithm : new String[] {"AES", "HmacSHA256"}) {
      report.check(
          algorithm + " with our parameters",
          () -> {
            KeyGenerator generator = KeyGenerator.getInstance(algorithm);
            generator.init(wanted);
            assertInstanceOf(KmsKey.class, generator.generateKey());
          });
    }
    report.check(
        "a failure of KMS is ours to tell",
        () -> {
          KeyPairGenerator generator = generator("EC");
          generator.initialize(KmsKeyGenParameterSpec.builder().alias("rsa-2048").build());
          ProviderException e = assertThrows(ProviderException.class, generator::generateKeyPair);
          assertTrue(e.getMessage().contains("alias/rsa-2048"), e.getMessage());
        });
  }

  /** With Bouncy Castle in front, JCA never goes on: its generators are no SPIs. */
  private static KeyPairGenerator generator(String algorithm) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    return generator.getClass().getName().startsWith("org.bouncycastle.")
        ? KeyPairGenerator.getInstance(algorithm, "AWSKMS")
        : generator;
  }
}
