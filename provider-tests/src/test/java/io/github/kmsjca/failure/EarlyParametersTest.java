package io.github.kmsjca.failure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.TestKms;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.AlgorithmParameters;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import java.util.stream.Stream;
import org.bouncycastle.jcajce.spec.SM2ParameterSpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Parameters that are given before the key hold for it, or it is refused. */
class EarlyParametersTest {
  private static final byte[] MESSAGE = {1, 2, 3};
  private static final EdDSAParameterSpec WITH_CONTEXT = new EdDSAParameterSpec(false, MESSAGE);

  private static final byte[] DEFAULT_ID = "1234567812345678".getBytes(US_ASCII);

  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = kms.provider();
  }

  private static ECParameterSpec curve(String name) throws Exception {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC", "SunEC");
    parameters.init(new ECGenParameterSpec(name));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  private static Signature signature(String algorithm, AlgorithmParameterSpec parameters)
      throws Exception {
    Signature signature = Signature.getInstance(algorithm, provider);
    signature.setParameter(parameters);
    return signature;
  }

  @Test
  void theKeysOwnCurveIsTaken() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-p256");
    Signature signature = signature("SHA256withECDSA", curve("secp256r1"));
    signature.initSign(key);
    byte[] made = signature.sign();
    signature.initVerify(key.publicKey());
    assertTrue(signature.verify(made));
  }

  @Test
  void anotherCurveIsRefusedWithTheKey() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-p256");
    Signature signature = signature("SHA256withECDSA", curve("secp384r1"));
    InvalidKeyException e =
        assertThrowsExactly(InvalidKeyException.class, () -> signature.initSign(key));
    assertThat(e).hasMessageContaining("another curve").hasMessageContaining(key.arn());
  }

  /** As SunEC of JDK 17 has it, and SunEC of JDK 25 when the key comes first. */
  @Test
  void anotherCurveIsRefusedWithAPublicKey() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-p256");
    Signature early = signature("SHA256withECDSA", curve("secp384r1"));
    assertThat(
            assertThrowsExactly(InvalidKeyException.class, () -> early.initVerify(key.publicKey())))
        .hasMessageContaining("another curve")
        .hasMessageContaining("ECC_NIST_P256");

    Signature late = Signature.getInstance("SHA256withECDSA", provider);
    late.initVerify(key.publicKey());
    late.setParameter(curve("secp256r1"));
    assertThrowsExactly(
        InvalidAlgorithmParameterException.class, () -> late.setParameter(curve("secp384r1")));
  }

  /** The same as no parameters: what KMS does. */
  static Stream<Arguments> defaults() throws Exception {
    return Stream.of(
        Arguments.of("Ed25519", "ecc-nist-edwards25519", new EdDSAParameterSpec(false)),
        Arguments.of("EdDSA", "ecc-nist-edwards25519", new EdDSAParameterSpec(false)),
        Arguments.of("SM3withSM2", "sm2", new SM2ParameterSpec(DEFAULT_ID)),
        Arguments.of("SM3withSM2", "sm2", ofAnotherClassLoader(DEFAULT_ID)));
  }

  private static AlgorithmParameterSpec ofAnotherClassLoader(byte[] id) throws Exception {
    URL jar = ForkedJvm.home(SM2ParameterSpec.class).toUri().toURL();
    Class<?> spec =
        new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader())
            .loadClass(SM2ParameterSpec.class.getName());
    assertNotSame(SM2ParameterSpec.class, spec);
    return (AlgorithmParameterSpec) spec.getConstructor(byte[].class).newInstance(id);
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void whatKmsDoesInAnyCaseIsTaken(String name, String alias, AlgorithmParameterSpec parameters)
      throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, alias);
    Signature early = signature(name, parameters);
    early.initSign(key);
    early.update(MESSAGE);
    byte[] made = early.sign();
    early.initVerify(key.publicKey());
    early.update(MESSAGE);
    assertTrue(early.verify(made));

    Signature late = Signature.getInstance(name, provider);
    late.initSign(key);
    late.setParameter(parameters);
    late.update(MESSAGE);
    byte[] again = late.sign();
    late.initVerify(key.publicKey());
    late.setParameter(parameters);
    late.update(MESSAGE);
    assertTrue(late.verify(again));
  }

  @Test
  void anotherIdIsRefusedWithTheReason() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "sm2");
    SM2ParameterSpec another = new SM2ParameterSpec(MESSAGE);
    Signature early = Signature.getInstance("SM3withSM2", provider);
    assertThat(
            assertThrowsExactly(
                InvalidAlgorithmParameterException.class, () -> early.setParameter(another)))
        .hasMessageContaining("default id only");
    Signature late = Signature.getInstance("SM3withSM2", provider);
    late.initSign(key);
    assertThat(
            assertThrowsExactly(
                InvalidAlgorithmParameterException.class, () -> late.setParameter(another)))
        .hasMessageContaining("default id only");
  }

  /** KMS signs without one; who asked for one must not get a signature without. */
  @Test
  void anEd25519ContextIsRefusedWithAKmsKey() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-edwards25519");
    Signature signature = signature("Ed25519", WITH_CONTEXT);
    InvalidKeyException e =
        assertThrowsExactly(InvalidKeyException.class, () -> signature.initSign(key));
    assertThat(e).hasMessageContaining("without context").hasMessageContaining(key.arn());
  }

  @Test
  void anEd25519ContextHoldsForASoftwareKey() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519", "SunEC").generateKeyPair();
    Signature signing = signature("Ed25519", WITH_CONTEXT);
    signing.initSign(pair.getPrivate());
    signing.update(MESSAGE);
    byte[] made = signing.sign();

    assertTrue(verifies(signature("Ed25519", WITH_CONTEXT), pair, made));
    assertFalse(verifies(Signature.getInstance("Ed25519", provider), pair, made));
  }

  private static boolean verifies(Signature signature, KeyPair pair, byte[] made) throws Exception {
    signature.initVerify(pair.getPublic());
    signature.update(MESSAGE);
    return signature.verify(made);
  }
}
