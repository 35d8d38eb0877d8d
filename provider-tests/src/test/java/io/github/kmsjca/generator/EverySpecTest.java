package io.github.kmsjca.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.Provider;
import java.util.stream.Stream;
import javax.crypto.KeyGenerator;
import javax.crypto.KeyGeneratorSpi;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Every key spec of KMS with every usage, by every algorithm that makes it: made by JCA, found in
 * the KeyStore by its alias, used by JCA, and the result looked at by somebody else.
 */
class EverySpecTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;
  private static KmsClient sdk;
  private static Proof proof;

  @BeforeAll
  static void start() {
    provider = kms.provider();
    sdk = kms.sdk();
    proof = new Proof(provider, sdk);
  }

  @AfterAll
  static void stop() {
    sdk.close();
  }

  @BeforeEach
  void clear() {
    kms.local().calls().clear();
  }

  static Stream<Arguments> rows() {
    return Stream.of(GeneratorAlgorithm.values())
        .flatMap(
            row ->
                row.keySpecs().stream()
                    .flatMap(
                        spec ->
                            Stream.of(KeyUsage.values())
                                .filter(usage -> usage.suits(spec))
                                .map(usage -> Arguments.of(row, spec, usage))));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void madeFoundAndUsed(GeneratorAlgorithm row, KeySpec spec, KeyUsage usage) throws Exception {
    String alias = "made/" + row + "-" + spec + "-" + usage;
    KmsKeyGenParameterSpec wanted =
        KmsKeyGenParameterSpec.builder()
            .alias(alias)
            .keySpec(spec.name())
            .keyUsage(usage.name())
            .build();
    KeyPair pair = row.isOfPairs() ? pair(row.jcaName(), wanted) : null;
    Key key = pair == null ? secret(row.jcaName(), wanted) : pair.getPrivate();

    kms.assertCalls(1, "CreateKey");
    kms.assertCalls(1, "CreateAlias");
    kms.assertCalls(pair == null ? 0 : 1, "GetPublicKey");
    assertThat(((KmsKey) key).keySpec()).isEqualTo(spec.name());
    assertThat(((KmsKey) key).keyUsage()).isEqualTo(usage.name());
    assertThat(key.getEncoded()).isNull();
    assertThat(TestKms.keyStore(provider).getKey(alias, null)).isEqualTo(key);
    assertThat(TestKms.keyStore(kms.provider()).getKey(alias, null).getAlgorithm())
        .isEqualTo(key.getAlgorithm());
    if (pair != null) {
      assertThat(((KmsPrivateKey) key).publicKey()).isEqualTo(pair.getPublic());
      assertThat(pair.getPublic().getEncoded())
          .isEqualTo(
              sdk.getPublicKey(r -> r.keyId(((KmsKey) key).arn())).publicKey().asByteArray());
    }
    switch (usage) {
      case SIGN_VERIFY -> assertThat(proof.signs(spec, pair)).isPositive();
      case KEY_AGREEMENT -> proof.agrees(spec, pair);
      case ENCAPSULATE_DECAPSULATE -> proof.decapsulates(pair);
      case GENERATE_VERIFY_MAC -> proof.makesMacs(spec, (SecretKey) key);
      case ENCRYPT_DECRYPT -> {
        if (pair == null) {
          proof.encrypts((SecretKey) key);
        } else {
          proof.decrypts(spec, pair);
        }
      }
    }
  }

  static Stream<GeneratorAlgorithm> offered() {
    return Stream.of(GeneratorAlgorithm.values());
  }

  /** By all its names, with nothing said but the alias. */
  @ParameterizedTest
  @MethodSource("offered")
  void theDefaultOfEveryAlgorithm(GeneratorAlgorithm row) throws Exception {
    KmsKeyGenParameterSpec nothing = KmsKeyGenParameterSpec.builder().build();
    KmsKey key =
        (KmsKey)
            (row.isOfPairs()
                ? pair(row.jcaName(), nothing).getPrivate()
                : secret(row.jcaName(), nothing));
    assertThat(key.keySpec()).isEqualTo(row.defaultSpec().name());
    assertThat(key.keyUsage()).isEqualTo(KeyUsage.defaultOf(row.defaultSpec()).name());
    assertThat(kms.local().calls().count()).isEqualTo(row.isOfPairs() ? 2 : 1);
    assertThat(Class.forName(provider.getService(row.engine(), row.jcaName()).getClassName()))
        .hasSuperclass(row.isOfPairs() ? KeyPairGeneratorSpi.class : KeyGeneratorSpi.class);
    for (String alias : row.aliases()) {
      assertThat(provider.getService(row.engine(), alias).getAlgorithm()).isEqualTo(row.jcaName());
    }
  }

  /** All that KMS has is in the rows: nothing was forgotten. */
  @ParameterizedTest
  @EnumSource
  void noSpecIsLeftOut(KeySpec spec) {
    assertThat(offered().filter(row -> row.suits(spec))).isNotEmpty();
    assertThat(Stream.of(KeyUsage.values()).filter(usage -> usage.suits(spec))).isNotEmpty();
  }

  private static KeyPair pair(String algorithm, KmsKeyGenParameterSpec wanted) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, provider);
    generator.initialize(wanted);
    return generator.generateKeyPair();
  }

  private static SecretKey secret(String algorithm, KmsKeyGenParameterSpec wanted)
      throws Exception {
    KeyGenerator generator = KeyGenerator.getInstance(algorithm, provider);
    generator.init(wanted);
    return generator.generateKey();
  }
}
