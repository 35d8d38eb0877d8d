package io.github.kmsjca.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Beside Bouncy Castle, whose generators JCA does not go on to: what they made without us, they
 * make with us in front. KMS's own are of RSA here: the local KMS makes its other keys by JCA, and
 * so by whoever stands in front.
 */
@ResourceLock(ProviderPlace.LOCK)
class FormerStyleTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private final Provider provider = kms.provider("generate", "kms");
  private final KmsKeyGenParameterSpec ours = KmsKeyGenParameterSpec.builder().build();

  @BeforeEach
  void installed() {
    kms.local().calls().clear();
    Security.insertProviderAt(new BouncyCastleProvider(), 1);
    Security.insertProviderAt(provider, 1);
  }

  @AfterEach
  void removed() {
    Security.removeProvider(provider.getName());
    Security.removeProvider("BC");
  }

  private static void assertBouncyCastles(Key key) {
    assertThat(key.getClass().getName()).startsWith("org.bouncycastle.");
    kms.assertCalls(0, "CreateKey");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "EdDSA", "Ed25519", "ML-DSA", "ML-DSA-65"})
  void nothingIsSaid(String algorithm) throws Exception {
    Key with = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
    Security.removeProvider(provider.getName());
    Key without = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
    assertThat(with).hasSameClassAs(without);
    kms.assertCalls(0, "CreateKey");
  }

  /** The platform, to which JCA would go on, has none of these. */
  @ParameterizedTest
  @ValueSource(strings = {"secp256k1", "sm2p256v1", "brainpoolP256r1", "secp256r1"})
  void curves(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    assertBouncyCastles(generator.generateKeyPair().getPrivate());
    generator.initialize(256);
    assertBouncyCastles(generator.generateKeyPair().getPrivate());
    assertThatThrownBy(() -> generator.initialize(new ECGenParameterSpec("nonsense")))
        .isInstanceOf(InvalidAlgorithmParameterException.class)
        .hasMessageContaining("nonsense");
  }

  @Test
  void ourParametersAreOurs() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(ours);
    assertThat(generator.generateKeyPair().getPrivate()).isInstanceOf(KmsKey.class);
    kms.local().calls().clear();
    generator.initialize(2048);
    assertBouncyCastles(generator.generateKeyPair().getPrivate());
  }

  /** Who names us shall not get a software key without noticing. */
  @Test
  void byNameNobodyTakesOurPlace() throws Exception {
    for (KeyPairGenerator generator :
        new KeyPairGenerator[] {
          KeyPairGenerator.getInstance("RSA", provider.getName()),
          KeyPairGenerator.getInstance("RSA", provider)
        }) {
      assertThatThrownBy(() -> generator.initialize(2048))
          .isInstanceOf(InvalidParameterException.class)
          .hasMessageContaining("before BC");
      assertThatThrownBy(generator::generateKeyPair).isInstanceOf(ProviderException.class);
      generator.initialize(ours);
      assertThat(generator.generateKeyPair().getPrivate()).isInstanceOf(KmsKey.class);
    }
  }

  /** With it in front JCA never asks us, unless by name. */
  @Test
  void behindItOnlyByName() throws Exception {
    Security.removeProvider(provider.getName());
    Security.addProvider(provider);
    KeyPairGenerator theirs = KeyPairGenerator.getInstance("RSA");
    assertThatThrownBy(() -> theirs.initialize(ours))
        .isInstanceOf(InvalidAlgorithmParameterException.class);
    assertBouncyCastles(theirs.generateKeyPair().getPrivate());
    KeyPairGenerator named = KeyPairGenerator.getInstance("RSA", provider.getName());
    named.initialize(ours);
    assertThat(named.generateKeyPair().getPrivate()).isInstanceOf(KmsKey.class);
  }
}
