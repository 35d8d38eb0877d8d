package io.github.kmsjca.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A key that cannot make the token asked for: each library says so, and KMS is not asked. */
@ResourceLock(ProviderPlace.LOCK)
class JwtRefusalTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  /**
   * A wrong key.
   *
   * @param says part of the message that the library's user sees
   */
  record Wrong(JwtLibrary library, Jws algorithm, String alias, Class<?> thrown, String says) {
    @Override
    public String toString() {
      return library + ": " + algorithm + " with " + alias;
    }
  }

  static List<Wrong> wrongKeys() {
    Class<?> jjwt = io.jsonwebtoken.security.SignatureException.class;
    Class<?> jose4j = org.jose4j.lang.InvalidKeyException.class;
    return List.of(
        nimbus(Jws.RS256, "ecc-nist-p256", "must be RSA"),
        nimbus(Jws.PS256, "ml-dsa-65", "must be RSA"),
        nimbus(Jws.ES256, "rsa-2048", "must be EC"),
        new Wrong(
            JwtTable.NIMBUS, Jws.ES256, "sm2", JOSEException.class, "is a SM2 key, which cannot"),
        new Wrong(JwtTable.JJWT, Jws.RS256, "ecc-nist-p256", jjwt, "Unrecognized RSA"),
        new Wrong(JwtTable.JJWT, Jws.PS256, "ml-dsa-65", jjwt, "Unrecognized RSA"),
        new Wrong(JwtTable.JJWT, Jws.ES256, "rsa-2048", jjwt, "Unrecognized EC key"),
        new Wrong(JwtTable.JJWT, Jws.ES256, "ecc-nist-p384", jjwt, "is 384 bits"),
        new Wrong(JwtTable.JJWT, Jws.EdDSA, "rsa-2048", jjwt, "Unrecognized Edwards Curve key"),
        new Wrong(JwtTable.JJWT, Jws.ES256, "sm2", jjwt, "is a SM2 key, which cannot"),
        new Wrong(JwtTable.JOSE4J, Jws.RS256, "ecc-nist-p256", jose4j, "(algorithm=EC)"),
        new Wrong(JwtTable.JOSE4J, Jws.PS256, "ml-dsa-65", jose4j, "(algorithm=ML-DSA)"),
        new Wrong(JwtTable.JOSE4J, Jws.ES256, "rsa-2048", jose4j, "(algorithm=RSA)"),
        new Wrong(JwtTable.JOSE4J, Jws.ES256, "ecc-nist-p384", jose4j, "but was P-384"),
        new Wrong(JwtTable.JOSE4J, Jws.EdDSA, "ecc-nist-p256", jose4j, "EdECPrivateKey"),
        // These are the adapter's refusals: java-jwt never gets such a key.
        javaJwt(Jws.RS256, "ecc-nist-p256", "is a ECC_NIST_P256 key, not one for RSAPrivateKey"),
        javaJwt(Jws.PS256, "ml-dsa-65", "is a ML_DSA_65 key, not one for RSAPrivateKey"),
        javaJwt(Jws.ES256, "rsa-2048", "is a RSA_2048 key, not one for ECPrivateKey"));
  }

  private static Wrong nimbus(Jws algorithm, String alias, String says) {
    return new Wrong(JwtTable.NIMBUS, algorithm, alias, IllegalArgumentException.class, says);
  }

  private static Wrong javaJwt(Jws algorithm, String alias, String says) {
    return new Wrong(JwtTable.JAVA_JWT, algorithm, alias, InvalidKeyException.class, says);
  }

  @BeforeAll
  static void start() {
    provider = kms.provider();
  }

  @ParameterizedTest
  @MethodSource("wrongKeys")
  void refused(Wrong wrong) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, wrong.alias());
    kms.local().calls().clear();
    for (ProviderPlace place : ProviderPlace.values()) {
      place.with(
          provider,
          () -> {
            Exception thrown =
                assertThrows(Exception.class, () -> wrong.library().sign(wrong.algorithm(), key));
            assertInstanceOf(wrong.thrown(), thrown);
            assertTrue(thrown.getMessage().contains(wrong.says()), thrown::toString);
          });
    }
    assertEquals(0, kms.local().calls().count());
  }

  /** Given a bare PrivateKey, Nimbus believes the curve it is told; the JWK knows better. */
  @Test
  void nimbusKnowsTheCurveFromTheJwk() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-nist-p384");
    ECKey jwk =
        new ECKey.Builder(Curve.P_384, (ECPublicKey) key.publicKey()).privateKey(key).build();
    JOSEException thrown =
        assertThrows(JOSEException.class, () -> Nimbus.sign(Jws.ES256, new ECDSASigner(jwk)));
    assertTrue(thrown.getMessage().contains("ES384"), thrown::toString);
  }
}
