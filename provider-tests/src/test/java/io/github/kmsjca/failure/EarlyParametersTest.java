package io.github.kmsjca.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.AlgorithmParameters;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Parameters that are given before the key hold for it, or it is refused. */
class EarlyParametersTest {
  private static final byte[] MESSAGE = {1, 2, 3};
  private static final EdDSAParameterSpec WITH_CONTEXT = new EdDSAParameterSpec(false, MESSAGE);

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

  /** KMS signs without one; who asked for one must not get a signature without. */
  @Test
  void anEd25519ContextIsRefusedWithAKmsKey() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-edwards25519");
    Signature signature = signature("Ed25519", WITH_CONTEXT);
    InvalidKeyException e =
        assertThrowsExactly(InvalidKeyException.class, () -> signature.initSign(key));
    assertThat(e).hasMessageContaining("takes no parameters").hasMessageContaining(key.arn());
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
