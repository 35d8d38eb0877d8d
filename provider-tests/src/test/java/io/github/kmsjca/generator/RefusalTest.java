package io.github.kmsjca.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.internal.algorithm.GeneratorAlgorithm;
import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidParameterException;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.util.stream.Stream;
import javax.crypto.KeyGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything was made; nobody makes a billable key by accident. */
class RefusalTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private final Provider provider = kms.provider();

  @BeforeEach
  void clear() {
    kms.local().calls().clear();
  }

  @AfterEach
  void nothingWasMade() {
    kms.assertCalls(0, "CreateKey");
  }

  static Stream<GeneratorAlgorithm> offered() {
    return Stream.of(GeneratorAlgorithm.values());
  }

  @ParameterizedTest
  @MethodSource("offered")
  void withoutOurParameters(GeneratorAlgorithm row) throws Exception {
    if (row.isOfPairs()) {
      KeyPairGenerator pairs = KeyPairGenerator.getInstance(row.jcaName(), provider);
      assertSaysHow(InvalidParameterException.class, () -> pairs.initialize(256));
      assertSaysHow(
          InvalidAlgorithmParameterException.class,
          () -> pairs.initialize(new ECGenParameterSpec("secp256r1")));
      assertSaysHow(InvalidAlgorithmParameterException.class, () -> pairs.initialize(null));
      assertSaysHow(ProviderException.class, pairs::generateKeyPair);
    } else {
      KeyGenerator secrets = KeyGenerator.getInstance(row.jcaName(), provider);
      assertSaysHow(InvalidParameterException.class, () -> secrets.init(256));
      assertSaysHow(InvalidParameterException.class, () -> secrets.init(new SecureRandom()));
      assertSaysHow(
          InvalidAlgorithmParameterException.class,
          () -> secrets.init(new ECGenParameterSpec("secp256r1")));
      assertSaysHow(
          InvalidAlgorithmParameterException.class,
          () -> secrets.init((AlgorithmParameterSpec) null));
      assertSaysHow(ProviderException.class, secrets::generateKey);
    }
    assertThat(kms.local().calls().count()).isZero();
  }

  private static void assertSaysHow(Class<? extends Exception> type, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isExactlyInstanceOf(type)
        .hasMessageContaining("billed")
        .hasMessageContaining("KmsKeyGenParameterSpec")
        .hasMessageContaining("generate=kms");
  }

  /** What it was initialised with before does not count any more. */
  @Test
  void afterARefusalNothingIsLeft() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", provider);
    generator.initialize(KmsKeyGenParameterSpec.builder().build());
    assertThatThrownBy(() -> generator.initialize(2048))
        .isInstanceOf(InvalidParameterException.class);
    assertSaysHow(ProviderException.class, generator::generateKeyPair);
  }

  @ParameterizedTest
  @CsvSource({
    "RSA, ECC_NIST_P256",
    "EC, RSA_2048",
    "EC, ECC_NIST_EDWARDS25519",
    "Ed25519, ECC_NIST_P256",
    "ML-DSA-65, ML_DSA_44",
    "ML-DSA, RSA_2048",
    "SM2, ECC_NIST_P256",
    "RSA, SYMMETRIC_DEFAULT"
  })
  void aKeySpecOfAnotherAlgorithm(String algorithm, String keySpec) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, provider);
    assertThatThrownBy(
            () -> generator.initialize(KmsKeyGenParameterSpec.builder().keySpec(keySpec).build()))
        .isInstanceOf(InvalidAlgorithmParameterException.class)
        .hasMessageContaining(keySpec)
        .hasMessageContaining(algorithm);
  }

  @ParameterizedTest
  @CsvSource({"AES, HMAC_256", "HmacSHA256, HMAC_512", "HmacSHA512, SYMMETRIC_DEFAULT"})
  void aSecretKeySpecOfAnotherAlgorithm(String algorithm, String keySpec) throws Exception {
    KeyGenerator generator = KeyGenerator.getInstance(algorithm, provider);
    assertThatThrownBy(
            () -> generator.init(KmsKeyGenParameterSpec.builder().keySpec(keySpec).build()))
        .isInstanceOf(InvalidAlgorithmParameterException.class)
        .hasMessageContaining(keySpec);
  }

  /** Where the generator decides on the spec, it is the one to notice. */
  @ParameterizedTest
  @CsvSource({
    "RSA, KEY_AGREEMENT",
    "EC, ENCRYPT_DECRYPT",
    "Ed25519, KEY_AGREEMENT",
    "ML-DSA, GENERATE_VERIFY_MAC"
  })
  void aUsageThatTheSpecDoesNotHave(String algorithm, String usage) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, provider);
    assertThatThrownBy(
            () -> generator.initialize(KmsKeyGenParameterSpec.builder().keyUsage(usage).build()))
        .isInstanceOf(InvalidAlgorithmParameterException.class)
        .hasMessageContaining(usage);
  }

  @ParameterizedTest
  @CsvSource({
    "RSA_2048, KEY_AGREEMENT",
    "ECC_SECG_P256K1, KEY_AGREEMENT",
    "SYMMETRIC_DEFAULT, SIGN_VERIFY",
    "HMAC_256, ENCRYPT_DECRYPT"
  })
  void aPairThatKmsDoesNotHave(String keySpec, String usage) {
    KmsKeyGenParameterSpec.Builder builder =
        KmsKeyGenParameterSpec.builder().keySpec(keySpec).keyUsage(usage);
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(keySpec)
        .hasMessageContaining(usage);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "alias/",
        "a b",
        "ä",
        "a.b",
        "aws/kms",
        "alias/aws/s3",
        "arn:aws:kms:us-east-1:000000000000:alias/web",
        "arn:aws:kms:us-east-1:000000000000:key/0a1b2c3d-0000-4000-8000-00000000000f"
      })
  void aWrongAlias(String alias) {
    KmsKeyGenParameterSpec.Builder builder = KmsKeyGenParameterSpec.builder();
    assertThatThrownBy(() -> builder.alias(alias))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(alias);
  }

  @Test
  void theLimitsOfKms() {
    KmsKeyGenParameterSpec.Builder builder = KmsKeyGenParameterSpec.builder();
    builder.alias("a".repeat(250));
    assertIllegal(() -> builder.alias("a".repeat(251)));
    builder.description("d".repeat(8192));
    assertIllegal(() -> builder.description("d".repeat(8193)));
    builder.policy("p".repeat(131_072));
    assertIllegal(() -> builder.policy("p".repeat(131_073)));
    assertIllegal(() -> builder.policy(""));
    assertIllegal(() -> builder.tag("", "v"));
    assertIllegal(() -> builder.tag("k".repeat(129), "v"));
    assertIllegal(() -> builder.tag("AWS:x", "v"));
    assertIllegal(() -> builder.tag("k", "v".repeat(257)));
    for (int i = 0; i < 50; i++) {
      builder.tag("tag" + i, "v".repeat(256));
    }
    assertIllegal(() -> builder.tag("tag50", ""));
    assertThat(builder.build().tags()).hasSize(50);
    assertIllegal(() -> KmsKeyGenParameterSpec.builder().tag("k", "1").tag("k", "2"));
    assertIllegal(() -> builder.keySpec("RSA_1024"));
    assertIllegal(() -> builder.keySpec("rsa_2048"));
    assertIllegal(() -> builder.keyUsage("SIGN"));
    assertThatThrownBy(() -> builder.alias(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> builder.tag("k", null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> builder.policy(null)).isInstanceOf(NullPointerException.class);
  }

  private static void assertIllegal(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thePolicyIsNotForLogs() {
    KmsKeyGenParameterSpec spec =
        KmsKeyGenParameterSpec.builder()
            .alias("web")
            .keySpec("RSA_2048")
            .policy("{\"secret\": 1}")
            .description("secret")
            .tag("k", "secret")
            .build();
    assertThat(spec.toString())
        .isEqualTo("KMS key alias/web, RSA_2048, 1 tags, with a policy")
        .doesNotContain("secret");
    assertThat(spec.alias()).contains("alias/web");
    assertThat(KmsKeyGenParameterSpec.builder().build().toString()).isEqualTo("KMS key, 0 tags");
  }

  @Test
  void anAliasThatIsNotListed() throws Exception {
    Provider listed = kms.provider("keys", "alias/web");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", listed);
    generator.initialize(KmsKeyGenParameterSpec.builder().alias("other").build());
    assertThatThrownBy(generator::generateKeyPair)
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("No key was made")
        .hasMessageContaining("alias/other")
        .hasMessageContaining("outside the scope");
    assertThat(kms.local().calls().count()).isZero();
  }

  @Test
  void anAliasThatIsTaken() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
    generator.initialize(KmsKeyGenParameterSpec.builder().alias("rsa-2048").build());
    assertThatThrownBy(generator::generateKeyPair)
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("alias/rsa-2048 is the name of " + kms.arn("rsa-2048") + " already");
  }

  /** JCA would go on from one that fails to the next, and make the key in another place. */
  @Test
  @ResourceLock(ProviderPlace.LOCK)
  void whichInstanceHasToBeSaid() throws Exception {
    Provider other = kms.provider("name", "Other", "region", "eu-west-1");
    KmsKeyGenParameterSpec unsaid = KmsKeyGenParameterSpec.builder().build();
    KmsKeyGenParameterSpec wanted =
        KmsKeyGenParameterSpec.builder().providerName("Other").alias("rsa-2048").build();
    ProviderPlace.FIRST.with(
        other,
        () ->
            ProviderPlace.FIRST.with(
                provider,
                () -> {
                  KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
                  assertThatThrownBy(() -> generator.initialize(unsaid))
                      .isInstanceOf(InvalidAlgorithmParameterException.class)
                      .hasMessageContaining("several instances")
                      .hasMessageContaining("providerName");
                  assertThatThrownBy(() -> generator.initialize(wanted))
                      .hasMessageContaining("by Other, not by AWSKMS");
                  KeyPairGenerator chosen = KeyPairGenerator.getInstance("EC");
                  chosen.initialize(wanted);
                  assertThat(chosen.getProvider()).isSameAs(other);
                }));
    assertThat(Security.getProvider("Other")).isNull();
  }
}
