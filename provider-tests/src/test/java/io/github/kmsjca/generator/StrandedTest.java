package io.github.kmsjca.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import io.github.kmsjca.testkit.TestKms;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidParameterException;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import javax.crypto.KeyGenerator;
import javax.crypto.spec.IvParameterSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A generator whose first parameters nobody takes ends its search with the last provider. If that
 * is ours, other parameters must do afterwards what they do without us.
 */
@ResourceLock("java.security.Security")
class StrandedTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private Provider provider;

  @BeforeEach
  void registerLast() {
    provider = kms.provider();
    Security.addProvider(provider);
    kms.local().calls().clear();
  }

  @AfterEach
  void remove() {
    assertThat(kms.local().calls().count()).isZero();
    Security.removeProvider(provider.getName());
  }

  /** As keytool does for {@code -groupname}. */
  @Test
  void pairsOfKeys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    assertThatThrownBy(() -> generator.initialize(new NamedParameterSpec("secp256r1")))
        .isInstanceOf(InvalidAlgorithmParameterException.class);
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    assertThat(generator.generateKeyPair().getPrivate()).isInstanceOf(ECPrivateKey.class);
    generator.initialize(384);
    assertThat(
            ((ECPrivateKey) generator.generateKeyPair().getPrivate())
                .getParams()
                .getCurve()
                .getField()
                .getFieldSize())
        .isEqualTo(384);
    assertThatThrownBy(() -> generator.initialize(12))
        .isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void secretKeys() throws Exception {
    KeyGenerator generator = KeyGenerator.getInstance("AES");
    assertThatThrownBy(() -> generator.init(512)).isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> generator.init(511)).isInstanceOf(InvalidParameterException.class);
    generator.init(128);
    assertThat(generator.generateKey().getEncoded()).hasSize(16);
    generator.init(256, new SecureRandom());
    assertThat(generator.generateKey().getEncoded()).hasSize(32);
    generator.init(new SecureRandom());
    assertThat(generator.generateKey().getEncoded()).isNotEmpty();
    assertThatThrownBy(() -> generator.init(new IvParameterSpec(new byte[16])))
        .isInstanceOf(InvalidAlgorithmParameterException.class);
  }

  /** Who asked for a key of KMS in vain shall not go on with one of software. */
  @Test
  void notInPlaceOfOurs() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    assertThatThrownBy(
            () ->
                generator.initialize(KmsKeyGenParameterSpec.builder().keySpec("RSA_2048").build()))
        .isInstanceOf(InvalidAlgorithmParameterException.class);
    assertThatThrownBy(generator::generateKeyPair).isInstanceOf(ProviderException.class);
    generator.initialize(256);
    assertThat(generator.generateKeyPair().getPrivate()).isInstanceOf(ECPrivateKey.class);
  }

  /** Who names this provider never gets somebody else's keys. */
  @Test
  void notByName() throws Exception {
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC", provider);
    KeyGenerator secrets = KeyGenerator.getInstance("AES", provider.getName());
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> pairs.initialize(256))
          .isInstanceOf(InvalidParameterException.class)
          .hasMessageContaining("KmsKeyGenParameterSpec");
      assertThatThrownBy(() -> secrets.init(256)).isInstanceOf(InvalidParameterException.class);
    }
  }
}
