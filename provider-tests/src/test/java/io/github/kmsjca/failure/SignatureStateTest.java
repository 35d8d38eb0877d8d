package io.github.kmsjca.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.internal.algorithm.SignatureAlgorithm;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.Verifiers;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls in the wrong order and inputs that KMS cannot take: refused here, without a call. */
class SignatureStateTest {
  private static final int LIMIT = 4096;
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = kms.provider();
  }

  @BeforeEach
  void forgetCalls() {
    kms.local().calls().clear();
  }

  @ParameterizedTest
  @EnumSource
  void withoutInitNothingWorks(SignatureAlgorithm row) throws Exception {
    Signature signature = Signature.getInstance(row.jcaName(), provider);
    assertThrowsExactly(SignatureException.class, () -> signature.update((byte) 1));
    assertThrowsExactly(SignatureException.class, signature::sign);
    assertThrowsExactly(SignatureException.class, () -> signature.verify(new byte[64]));
    assertEquals(0, kms.local().calls().count());
  }

  @Test
  void signingObjectDoesNotVerify() throws Exception {
    Signing signing = signing(SignatureAlgorithm.SHA256_WITH_RSA, "rsa-2048");
    assertThrowsExactly(SignatureException.class, () -> signing.signature().verify(new byte[256]));
    signing.assertWorksAgain();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tooLongForEd25519IsToldAtOnce(boolean inPieces) throws Exception {
    Signing signing = signing(SignatureAlgorithm.ED25519, "ecc-nist-edwards25519");
    Signature signature = signing.signature();
    if (inPieces) {
      signature.update(new byte[LIMIT]);
    }
    SignatureException e =
        assertThrowsExactly(
            SignatureException.class, () -> signature.update(new byte[inPieces ? 1 : LIMIT + 1]));
    assertThat(e).hasMessageContaining("4096").hasMessageContaining("sign a digest of it");
    assertRestIsNotSigned(signature);
    signing.assertWorksAgain();
  }

  /** Who overlooks a failed update gets no signature of what came after it. */
  private static void assertRestIsNotSigned(Signature signature) {
    assertThrowsExactly(SignatureException.class, () -> signature.update((byte) 1));
    assertThrowsExactly(SignatureException.class, signature::sign);
    kms.assertCalls(0, "Sign");
  }

  /** JCA lets update(ByteBuffer) throw nothing that is checked: so sign tells. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tooLongForEd25519ByBufferIsToldBySign(boolean direct) throws Exception {
    Signing signing = signing(SignatureAlgorithm.ED25519, "ecc-nist-edwards25519");
    ByteBuffer buffer =
        direct ? ByteBuffer.allocateDirect(LIMIT + 1) : ByteBuffer.allocate(LIMIT + 1);
    signing.signature().update(buffer);
    assertFalse(buffer.hasRemaining(), "the buffer is consumed, as the contract says");
    SignatureException e = assertThrowsExactly(SignatureException.class, signing.signature()::sign);
    assertThat(e).hasMessageContaining("4096");
    kms.assertCalls(0, "Sign");
    signing.assertWorksAgain();
  }

  @Test
  void longestMessageForEd25519() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-edwards25519");
    Signing signing = Signing.start(provider, SignatureAlgorithm.ED25519, key);
    byte[] message = new byte[LIMIT];
    Arrays.fill(message, (byte) 7);
    signing.signature().update(message, 0, LIMIT - 1);
    signing.signature().update(message, LIMIT - 1, 1);
    byte[] made = signing.signature().sign();
    assertTrue(Verifiers.verifies(SignatureAlgorithm.ED25519, key.publicKey(), message, made));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 20, 32, 51, 128})
  void noDigestInfoForNoneWithRsa(int length) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "rsa-2048");
    Signing signing = Signing.start(provider, SignatureAlgorithm.NONE_WITH_RSA, key);
    signing.signature().update(new byte[length]);
    SignatureException e = assertThrowsExactly(SignatureException.class, signing.signature()::sign);
    assertThat(e).hasMessageContaining(key.arn()).hasMessageContaining("takes a DigestInfo");
    kms.assertCalls(0, "Sign");
    signing.assertWorksAgain();
  }

  @ParameterizedTest
  @EnumSource(
      value = SignatureAlgorithm.class,
      names = {"NONE_WITH_ECDSA", "NONE_WITH_ECDSA_P1363", "NONE_WITH_RSA"})
  void longerThanAnyDigest(SignatureAlgorithm row) throws Exception {
    boolean rsa = row == SignatureAlgorithm.NONE_WITH_RSA;
    Signing signing = signing(row, rsa ? "rsa-2048" : "ecc-nist-p521");
    byte[] message = new byte[rsa ? 129 : 65];
    SignatureException e =
        assertThrowsExactly(SignatureException.class, () -> signing.signature().update(message));
    assertThat(e).hasMessageContaining("longer than");
    assertRestIsNotSigned(signing.signature());
    if (!rsa) {
      signing.assertWorksAgain();
    }
  }

  /** The operation is over then, as it is with the platform's own: what is signed next is new. */
  @Test
  void tooSmallBuffer() throws Exception {
    Signing signing = signing(SignatureAlgorithm.SHA256_WITH_RSA, "rsa-2048");
    KeyPair software = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    Signature platform = Signature.getInstance("SHA256withRSA");
    platform.initSign(software.getPrivate());
    assertEquals(tooSmall(platform), tooSmall(signing.signature()));
    signing.assertWorksAgain();
  }

  private static String tooSmall(Signature signature) throws Exception {
    signature.update(Explanation.SECRET);
    byte[] small = new byte[255];
    SignatureException e =
        assertThrowsExactly(SignatureException.class, () -> signature.sign(small, 0, 255));
    assertArrayEquals(new byte[255], small, "nothing was written");
    return e.toString();
  }

  @Test
  void signsIntoTheMiddleOfABuffer() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "rsa-2048");
    Signing signing = Signing.start(provider, SignatureAlgorithm.SHA256_WITH_RSA, key);
    byte[] message = "a message".getBytes(UTF_8);
    byte[] large = new byte[300];
    signing.signature().update(message);
    assertEquals(256, signing.signature().sign(large, 10, 290));
    byte[] made = Arrays.copyOfRange(large, 10, 266);
    assertTrue(
        Verifiers.verifies(SignatureAlgorithm.SHA256_WITH_RSA, key.publicKey(), message, made));
  }

  private static Signing signing(SignatureAlgorithm row, String alias) throws Exception {
    return Signing.start(provider, row, (KmsPrivateKey) TestKms.key(provider, alias));
  }
}
