package io.github.kmsjca.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.KmsKeys;
import io.github.kmsjca.testkit.TestKms;
import java.security.InvalidKeyException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The adapters themselves; {@link JwtMatrixTest} has java-jwt sign with them. */
class KmsKeysTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = kms.provider();
  }

  @Test
  void theSecretIsNotThere() throws Exception {
    RSAPrivateKey rsa = KmsKeys.asRSAPrivateKey(TestKms.key(provider, "rsa-2048"));
    String message =
        assertThrowsExactly(UnsupportedOperationException.class, rsa::getPrivateExponent)
            .getMessage();
    assertTrue(message.contains(kms.arn("rsa-2048")), message);
    ECPrivateKey ec = KmsKeys.asECPrivateKey(TestKms.key(provider, "ecc-nist-p384"));
    assertThrowsExactly(UnsupportedOperationException.class, ec::getS);
    assertEquals(TestKms.key(provider, "ecc-nist-p384"), ec);
  }

  @Test
  void wrongKeysAreRefused() throws Exception {
    PrivateKey ec = TestKms.key(provider, "ecc-nist-p256");
    PrivateKey ed = TestKms.key(provider, "ecc-nist-edwards25519");
    PrivateKey software = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
    assertThrowsExactly(InvalidKeyException.class, () -> KmsKeys.asRSAPrivateKey(ec));
    assertThrowsExactly(InvalidKeyException.class, () -> KmsKeys.asECPrivateKey(ed));
    assertThrowsExactly(InvalidKeyException.class, () -> KmsKeys.asRSAPrivateKey(software));
    assertThrowsExactly(InvalidKeyException.class, () -> KmsKeys.asRSAPrivateKey(null));
  }
}
