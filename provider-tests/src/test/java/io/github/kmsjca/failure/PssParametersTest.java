package io.github.kmsjca.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.Verifiers;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signature parameters that KMS cannot do, or that come at the wrong moment. */
class PssParametersTest {
  private static final SignatureAlgorithm ROW = SignatureAlgorithm.RSASSA_PSS;
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;
  private static KmsPrivateKey key;

  @BeforeAll
  static void start() throws Exception {
    provider = kms.provider();
    key = (KmsPrivateKey) TestKms.key(provider, "rsa-2048");
  }

  /** What the platform does and KMS does not, with a word of the reason. */
  static Stream<Arguments> impossible() {
    return Stream.of(
        Arguments.of(Verifiers.pss("SHA-1", 20), "SHA-1"),
        Arguments.of(Verifiers.pss("SHA-224", 28), "SHA-224"),
        Arguments.of(Verifiers.pss("SHA-512/256", 32), "SHA-512/256"),
        Arguments.of(Verifiers.pss("SHA-256", 20), "32 bytes, not 20"),
        Arguments.of(Verifiers.pss("SHA-256", 0), "32 bytes, not 0"),
        Arguments.of(Verifiers.pss("SHA-512", 32), "64 bytes, not 32"),
        Arguments.of(
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA1, 32, 1),
            "MGF1 with the same digest"),
        Arguments.of(
            new PSSParameterSpec("SHA-256", "MGF1", null, 32, 1), "MGF1 with the same digest"),
        Arguments.of(PSSParameterSpec.DEFAULT, "SHA-1"));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void afterInit(PSSParameterSpec spec, String reason) throws Exception {
    Signing signing = Signing.start(provider, ROW, key);
    InvalidAlgorithmParameterException e =
        assertThrowsExactly(
            InvalidAlgorithmParameterException.class, () -> signing.signature().setParameter(spec));
    assertThat(e).hasMessageContaining(reason);
    // Those from before still hold.
    signing.assertWorksAgain();
  }

  /** Before init the key may turn out to be a software key, so the key is what is refused. */
  @ParameterizedTest
  @MethodSource("impossible")
  void beforeInit(PSSParameterSpec spec, String reason) throws Exception {
    Signature signature = Signature.getInstance("RSASSA-PSS", provider);
    try {
      signature.setParameter(spec);
    } catch (InvalidAlgorithmParameterException refusedByThePlatform) {
      assertThat(spec.getMGFParameters()).isNull();
      return;
    }
    InvalidKeyException e =
        assertThrowsExactly(InvalidKeyException.class, () -> signature.initSign(key));
    assertThat(e).hasMessageContaining(key.arn()).hasMessageContaining(reason);
    assertThat(e.getCause()).isExactlyInstanceOf(InvalidAlgorithmParameterException.class);

    signature.setParameter(Verifiers.pssSha256());
    signature.initSign(key);
    signature.update(Explanation.SECRET);
    assertThat(Verifiers.verifies(ROW, key.publicKey(), Explanation.SECRET, signature.sign()))
        .isTrue();
  }

  @Test
  void inMidOperation() throws Exception {
    Signing signing = Signing.start(provider, ROW, key);
    signing.signature().update(new byte[0]); // even nothing starts an operation, as on the platform
    ProviderException e =
        assertThrowsExactly(
            ProviderException.class,
            () -> signing.signature().setParameter(Verifiers.pss("SHA-512", 64)));
    assertThat(e).hasMessageContaining("during an operation");
    signing.assertWorksAgain();
  }

  @Test
  void none() throws Exception {
    Signature signature = Signature.getInstance("RSASSA-PSS", provider);
    signature.initSign(key);
    kms.local().calls().clear();
    SignatureException e =
        assertThrowsExactly(SignatureException.class, () -> signature.update(Explanation.SECRET));
    assertThat(e).hasMessageContaining("setParameter");
    assertThrowsExactly(SignatureException.class, signature::sign);
    assertEquals(0, kms.local().calls().count());
    assertNull(signature.getParameters());
  }

  @Test
  void nullOrOfAnotherKind() throws Exception {
    Signing signing = Signing.start(provider, ROW, key);
    assertThrowsExactly(
        InvalidAlgorithmParameterException.class, () -> signing.signature().setParameter(null));
    assertThrowsExactly(
        InvalidAlgorithmParameterException.class,
        () -> signing.signature().setParameter(new ECGenParameterSpec("secp256r1")));
    signing.assertWorksAgain();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA256withRSA", "NONEwithRSA"})
  void forAlgorithmsThatTakeNone(String algorithm) throws Exception {
    Signature signature = Signature.getInstance(algorithm, provider);
    signature.initSign(key);
    signature.setParameter(null);
    InvalidAlgorithmParameterException e =
        assertThrowsExactly(
            InvalidAlgorithmParameterException.class,
            () -> signature.setParameter(Verifiers.pssSha256()));
    assertThat(e).hasMessageContaining(algorithm);
  }
}
