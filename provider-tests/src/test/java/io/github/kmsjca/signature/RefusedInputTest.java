package io.github.kmsjca.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.nio.ByteBuffer;
import java.security.InvalidAlgorithmParameterException;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is refused stays refused, even if the caller overlooks it. */
class RefusedInputTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = kms.provider();
  }

  @Test
  void theRestOfATooLongMessageIsNotSigned() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-edwards25519");
    Signature signature = Signature.getInstance("Ed25519", provider);
    signature.initSign(key);
    signature.update((byte) 1);
    assertThrows(SignatureException.class, () -> signature.update(new byte[4096]));
    assertThrows(SignatureException.class, () -> signature.update((byte) 2));
    signature.update(ByteBuffer.allocate(1));
    kms.local().calls().clear();
    assertThrows(SignatureException.class, signature::sign);
    kms.assertCalls(0, "Sign");

    signature.update((byte) 3);
    byte[] made = signature.sign();
    Signature platform = Signature.getInstance("Ed25519", "SunEC");
    platform.initVerify(key.publicKey());
    platform.update((byte) 3);
    assertTrue(platform.verify(made));
  }

  /** RFC 8032, 7.1, TEST 1. KMS wants one byte at least. */
  @Test
  void anEmptyMessageIsNotSignedByEd25519() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-edwards25519");
    Signature signature = Signature.getInstance("Ed25519", provider);
    signature.initSign(key);
    kms.local().calls().clear();
    Exception refused = assertThrows(SignatureException.class, signature::sign);
    assertEquals(
        "the message is empty: Ed25519 signs the message itself, and KMS takes 1 to 4096 bytes;"
            + " sign a digest of it, or use an ECDSA key. Nothing is signed",
        refused.getMessage());
    signature.update(new byte[0]);
    assertThrows(SignatureException.class, signature::sign);
    kms.assertCalls(0, "Sign");

    signature.update((byte) 3);
    byte[] made = signature.sign();
    Signature platform = Signature.getInstance("Ed25519", "SunEC");
    platform.initVerify(key.publicKey());
    platform.update((byte) 3);
    assertTrue(platform.verify(made));
  }

  @Test
  void initForgetsThatAMessageWasTooLong() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-p256");
    Signature signature = Signature.getInstance("NONEwithECDSA", provider);
    signature.initSign(key);
    signature.update(ByteBuffer.allocate(65));
    signature.initSign(key);
    signature.update(new byte[32]);
    assertTrue(signature.sign().length > 60);
  }

  @Test
  void aPssNameTakesNoOtherDigest() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "rsa-2048");
    Signature signature = Signature.getInstance("SHA256withRSAandMGF1", provider);
    PSSParameterSpec other =
        new PSSParameterSpec("SHA-512", "MGF1", MGF1ParameterSpec.SHA512, 64, 1);
    assertThrows(InvalidAlgorithmParameterException.class, () -> signature.setParameter(other));
    signature.initSign(key);
    Exception refused =
        assertThrows(InvalidAlgorithmParameterException.class, () -> signature.setParameter(other));
    assertEquals(
        "SHA256withRSAandMGF1 takes parameters of SHA-256, not of SHA-512; RSASSA-PSS takes both",
        refused.getMessage());
    signature.initVerify(key.publicKey());
    assertThrows(InvalidAlgorithmParameterException.class, () -> signature.setParameter(other));
  }
}
