package io.github.kmsjca.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import io.github.kmsjca.KmsKeys;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.security.InvalidKeyException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** auth0's java-jwt, which demands RSAPrivateKey and ECPrivateKey, through {@link KmsKeys}. */
@ResourceLock(ProviderPlace.LOCK)
class JavaJwtTest {
  private static TestKms kms;
  private static Provider provider;

  @BeforeAll
  static void start() {
    kms = TestKms.start();
    provider = kms.provider();
  }

  @AfterAll
  static void stop() {
    kms.close();
  }

  @Test
  void rsaAndEcdsaTokens() throws Exception {
    KmsPrivateKey rsa = (KmsPrivateKey) TestKms.key(provider, "rsa-2048");
    RSAPublicKey rsaPublic = (RSAPublicKey) rsa.publicKey();
    RSAPrivateKey rsaPrivate = KmsKeys.asRSAPrivateKey(rsa);
    KmsPrivateKey ec = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-p256");
    ECPublicKey ecPublic = (ECPublicKey) ec.publicKey();
    ECPrivateKey ecPrivate = KmsKeys.asECPrivateKey(ec);
    kms.local().calls().clear();
    ProviderPlace.FIRST.with(
        provider,
        () -> {
          for (Algorithm algorithm :
              List.of(
                  Algorithm.RSA256(rsaPublic, rsaPrivate),
                  Algorithm.RSA384(rsaPublic, rsaPrivate),
                  Algorithm.RSA512(rsaPublic, rsaPrivate),
                  Algorithm.ECDSA256(ecPublic, ecPrivate))) {
            roundTrip(algorithm);
          }
        });
    kms.assertCalls(4, "Sign");
    assertEquals(4, kms.local().calls().count());
  }

  private static void roundTrip(Algorithm algorithm) {
    String token = JWT.create().withSubject("me").sign(algorithm);
    assertEquals("me", JWT.require(algorithm).build().verify(token).getSubject());
    String tampered = token.substring(0, token.length() - 6) + "AAAAAA";
    assertThrows(
        SignatureVerificationException.class,
        () -> JWT.require(algorithm).build().verify(tampered));
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
