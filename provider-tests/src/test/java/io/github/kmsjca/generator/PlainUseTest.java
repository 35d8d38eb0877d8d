package io.github.kmsjca.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.math.BigInteger;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.stream.Stream;
import javax.crypto.KeyGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** With {@code generate=kms}: a size or a curve is enough, but not in front of the platform. */
@ResourceLock(ProviderPlace.LOCK)
class PlainUseTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private final Provider provider = kms.provider("generate", "kms");

  @BeforeEach
  void clear() {
    kms.local().calls().clear();
  }

  private static String specOf(Key key) {
    return ((KmsKey) key).keySpec();
  }

  private KeyPairGenerator pairs(String algorithm) throws Exception {
    return KeyPairGenerator.getInstance(algorithm, provider);
  }

  private KeyGenerator secrets(String algorithm) throws Exception {
    return KeyGenerator.getInstance(algorithm, provider);
  }

  private String made(String algorithm, AlgorithmParameterSpec parameters) throws Exception {
    KeyPairGenerator generator = pairs(algorithm);
    generator.initialize(parameters);
    return specOf(generator.generateKeyPair().getPrivate());
  }

  static Stream<GeneratorAlgorithm> offered() {
    return Stream.of(GeneratorAlgorithm.values());
  }

  @ParameterizedTest
  @MethodSource("offered")
  void nothingIsSaid(GeneratorAlgorithm row) throws Exception {
    Key key =
        row.isOfPairs()
            ? pairs(row.jcaName()).generateKeyPair().getPrivate()
            : secrets(row.jcaName()).generateKey();
    assertThat(specOf(key)).isEqualTo(row.defaultSpec().name());
    kms.assertCalls(1, "CreateKey");
    kms.assertCalls(0, "CreateAlias");
  }

  @Test
  void eachIsAnother() throws Exception {
    KeyPairGenerator generator = pairs("EC");
    assertThat(generator.generateKeyPair().getPrivate())
        .isNotEqualTo(generator.generateKeyPair().getPrivate());
    kms.assertCalls(2, "CreateKey");
  }

  @ParameterizedTest
  @CsvSource({
    "RSA, 2048, RSA_2048",
    "RSA, 3072, RSA_3072",
    "RSA, 4096, RSA_4096",
    "EC, 256, ECC_NIST_P256",
    "EC, 384, ECC_NIST_P384",
    "EC, 521, ECC_NIST_P521",
    "EdDSA, 255, ECC_NIST_EDWARDS25519",
    "Ed25519, 255, ECC_NIST_EDWARDS25519",
    "SM2, 256, SM2"
  })
  void bySize(String algorithm, int size, String spec) throws Exception {
    KeyPairGenerator generator = pairs(algorithm);
    generator.initialize(size);
    assertThat(specOf(generator.generateKeyPair().getPrivate())).isEqualTo(spec);
  }

  @ParameterizedTest
  @CsvSource({
    "AES, 256, SYMMETRIC_DEFAULT",
    "HmacSHA224, 224, HMAC_224",
    "HmacSHA256, 256, HMAC_256",
    "HmacSHA384, 384, HMAC_384",
    "HmacSHA512, 512, HMAC_512"
  })
  void secretsBySize(String algorithm, int size, String spec) throws Exception {
    KeyGenerator generator = secrets(algorithm);
    generator.init(size);
    assertThat(specOf(generator.generateKey())).isEqualTo(spec);
    generator.init(new SecureRandom());
    assertThat(specOf(generator.generateKey())).isEqualTo(spec);
    assertThatThrownBy(() -> generator.init(size + 8))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining(spec);
  }

  @ParameterizedTest
  @CsvSource({
    "RSA, 1024",
    "RSA, 2047",
    "RSA, 0",
    "RSA, -1",
    "EC, 224",
    "EC, 571",
    "Ed25519, 448",
    "ML-DSA, 44",
    "ML-DSA, 15616",
    "SM2, 384"
  })
  void aSizeThatKmsDoesNotHave(String algorithm, int size) throws Exception {
    KeyPairGenerator generator = pairs(algorithm);
    assertThatThrownBy(() -> generator.initialize(size))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("KMS has no " + algorithm + " keys of " + size + " bits");
    assertThat(kms.local().calls().count()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "EC, secp256r1, ECC_NIST_P256",
    "EC, P-384, ECC_NIST_P384",
    "EC, SECP521R1, ECC_NIST_P521",
    "EC, secp256k1, ECC_SECG_P256K1",
    "EC, sm2p256v1, SM2",
    "EC, 1.2.840.10045.3.1.7, ECC_NIST_P256",
    "EC, 1.3.132.0.34, ECC_NIST_P384",
    "SM2, sm2p256v1, SM2",
    "EdDSA, Ed25519, ECC_NIST_EDWARDS25519",
    "Ed25519, ed25519, ECC_NIST_EDWARDS25519",
    "ML-DSA, ML-DSA-87, ML_DSA_87",
    "ML-DSA-44, ML-DSA-44, ML_DSA_44"
  })
  void byName(String algorithm, String name, String spec) throws Exception {
    assertThat(made(algorithm, new NamedParameterSpec(name))).isEqualTo(spec);
    if (algorithm.equals("EC")) {
      assertThat(made(algorithm, new ECGenParameterSpec(name))).isEqualTo(spec);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EC, secp224r1",
    "EC, nonsense",
    "EC, 1.2.3",
    "EC, Ed25519",
    "EdDSA, Ed448",
    "Ed25519, secp256r1",
    "ML-DSA-44, ML-DSA-65",
    "ML-DSA, Ed25519",
    "SM2, secp256r1",
    "RSA, RSA_2048"
  })
  void aNameThatKmsDoesNotHave(String algorithm, String name) throws Exception {
    KeyPairGenerator generator = pairs(algorithm);
    assertThatThrownBy(() -> generator.initialize(new NamedParameterSpec(name)))
        .isInstanceOf(InvalidAlgorithmParameterException.class)
        .hasMessageContaining("KMS has no " + algorithm + " keys '" + name + "'");
  }

  @Test
  void rsaByParameters() throws Exception {
    assertThat(made("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4)))
        .isEqualTo("RSA_2048");
    for (AlgorithmParameterSpec other :
        new AlgorithmParameterSpec[] {
          new RSAKeyGenParameterSpec(2048, BigInteger.valueOf(3)),
          new RSAKeyGenParameterSpec(1024, RSAKeyGenParameterSpec.F4),
          new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4, PSSParameterSpec.DEFAULT)
        }) {
      assertThatThrownBy(() -> pairs("RSA").initialize(other))
          .isInstanceOf(InvalidAlgorithmParameterException.class)
          .hasMessageContaining("KMS has no RSA keys");
    }
  }

  /** Eagerly: keytool tries one type of parameters after the other. */
  @Test
  void parametersOfAnotherType() throws Exception {
    AlgorithmParameterSpec rsa = new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
    for (String algorithm : new String[] {"EC", "EdDSA", "ML-DSA", "SM2"}) {
      KeyPairGenerator generator = pairs(algorithm);
      assertThatThrownBy(() -> generator.initialize(rsa))
          .isInstanceOf(InvalidAlgorithmParameterException.class)
          .hasMessageContaining("RSAKeyGenParameterSpec");
      assertThatThrownBy(() -> generator.initialize(null))
          .isInstanceOf(InvalidAlgorithmParameterException.class);
    }
    assertThatThrownBy(() -> pairs("EC").initialize((ECParameterSpec) null))
        .isInstanceOf(InvalidAlgorithmParameterException.class);
    assertThatThrownBy(() -> secrets("AES").init(rsa))
        .isInstanceOf(InvalidAlgorithmParameterException.class);
  }

  @ParameterizedTest
  @CsvSource({"RSA, SunRsaSign", "EC, SunEC", "EdDSA, SunEC", "Ed25519, SunEC"})
  void notInFrontOfThePlatform(String algorithm, String platform) throws Exception {
    ProviderPlace.FIRST.with(
        provider,
        () -> {
          KeyPairGenerator ours = pairs(algorithm);
          assertThatThrownBy(() -> ours.initialize(256))
              .isInstanceOf(InvalidParameterException.class)
              .hasMessageContaining("AWSKMS is before " + platform)
              .hasMessageContaining("billed");
          assertThatThrownBy(() -> ours.initialize(NamedParameterSpec.ED25519))
              .isInstanceOf(InvalidAlgorithmParameterException.class)
              .hasMessageContaining(platform);
          assertThatThrownBy(ours::generateKeyPair)
              .isInstanceOf(ProviderException.class)
              .hasMessageContaining(platform);
          KeyPairGenerator theirs = KeyPairGenerator.getInstance(algorithm);
          assertThat(theirs.generateKeyPair().getPrivate()).isNotInstanceOf(KmsKey.class);
        });
    ProviderPlace.FIRST.with(
        provider,
        () -> {
          KeyGenerator ours = secrets("AES");
          assertThatThrownBy(() -> ours.init(256)).hasMessageContaining("SunJCE");
          assertThatThrownBy(() -> ours.init(new SecureRandom())).hasMessageContaining("SunJCE");
          assertThatThrownBy(ours::generateKey).hasMessageContaining("SunJCE");
          assertThat(KeyGenerator.getInstance("AES").generateKey().getEncoded()).isNotEmpty();
        });
    assertThat(kms.local().calls().count()).isZero();
  }

  /** What was well when it was initialised need not be well when it generates. */
  @Test
  void theListMayChangeMeanwhile() throws Exception {
    KeyPairGenerator generator = pairs("EC");
    generator.initialize(256);
    ProviderPlace.FIRST.with(
        provider,
        () -> assertThatThrownBy(generator::generateKeyPair).isInstanceOf(ProviderException.class));
    kms.assertCalls(0, "CreateKey");
    assertThat(specOf(generator.generateKeyPair().getPrivate())).isEqualTo("ECC_NIST_P256");
  }

  @Test
  void behindThePlatformByNameOnly() throws Exception {
    ProviderPlace.LAST.with(
        provider,
        () -> {
          KeyPairGenerator theirs = KeyPairGenerator.getInstance("EC");
          theirs.initialize(256);
          assertThat(theirs.generateKeyPair().getPrivate()).isNotInstanceOf(KmsKey.class);
          kms.assertCalls(0, "CreateKey");
          KeyPairGenerator ours = KeyPairGenerator.getInstance("EC", provider.getName());
          ours.initialize(256);
          assertThat(ours.generateKeyPair().getPrivate()).isInstanceOf(KmsKey.class);
        });
  }

  /** In the middle: somebody in front does not make it harmless, if the platform is behind. */
  @Test
  void inTheMiddle() throws Exception {
    Security.insertProviderAt(provider, 2);
    try {
      assertThatThrownBy(() -> pairs("RSA").initialize(2048))
          .isInstanceOf(InvalidParameterException.class)
          .hasMessageContaining("SunRsaSign");
    } finally {
      Security.removeProvider(provider.getName());
    }
  }

  /** What was asked for in vain shall not become another key, which is billed as well. */
  @Test
  void afterARefusalNothingIsMade() throws Exception {
    KeyPairGenerator generator = pairs("EC");
    assertThatThrownBy(
            () ->
                generator.initialize(KmsKeyGenParameterSpec.builder().keySpec("RSA_2048").build()))
        .isInstanceOf(InvalidAlgorithmParameterException.class);
    assertThatThrownBy(generator::generateKeyPair)
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("initialise it again");
    assertThatThrownBy(() -> generator.initialize(17))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(generator::generateKeyPair).isInstanceOf(ProviderException.class);
    assertThat(kms.local().calls().count()).isZero();
    generator.initialize(256);
    assertThat(specOf(generator.generateKeyPair().getPrivate())).isEqualTo("ECC_NIST_P256");
  }

  /** It costs money, and the doctor has told what it is. */
  @Test
  void theSettingIsReadOnce() throws Exception {
    Provider late = kms.provider("name", "Late");
    KeyPairGenerator before = KeyPairGenerator.getInstance("EC", late);
    assertThatThrownBy(() -> before.initialize(256)).isInstanceOf(InvalidParameterException.class);
    System.setProperty("awskms.Late.generate", "kms");
    try {
      KeyPairGenerator after = KeyPairGenerator.getInstance("EC", late);
      assertThatThrownBy(after::generateKeyPair).isInstanceOf(ProviderException.class);
    } finally {
      System.clearProperty("awskms.Late.generate");
    }
    assertThat(kms.local().calls().count()).isZero();
  }
}
