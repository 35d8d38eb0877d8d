package io.github.kmsjca.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.UnsupportedKeyException;
import java.security.Provider;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** jjwt chooses the algorithm by the private key: the handle must show its kind and size. */
@ResourceLock(ProviderPlace.LOCK)
class JjwtAutoTest {
  @RegisterExtension static final TestKms kms = TestKms.start();
  private static Provider provider;

  @BeforeAll
  static void start() {
    provider = kms.provider();
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-2048, RS256",
    "rsa-3072, RS384",
    "rsa-4096, RS512",
    "ecc-nist-p256, ES256",
    "ecc-nist-p384, ES384",
    "ecc-nist-p521, ES512",
    "ecc-nist-edwards25519, EdDSA"
  })
  void theKeySaysTheAlgorithm(String alias, String algorithm) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, alias);
    for (ProviderPlace place : ProviderPlace.values()) {
      kms.local().calls().clear();
      place.with(
          provider,
          () -> {
            String token = Jwts.builder().subject("me").signWith(key).compact();
            assertEquals("{\"alg\":\"" + algorithm + "\"}", header(token));
            assertTrue(JwtTable.JJWT.verifies(Jws.valueOf(algorithm), key.publicKey(), token));
          });
      kms.assertCalls(1, "Sign");
      assertEquals(1, kms.local().calls().count());
    }
  }

  private static String header(String token) {
    return new String(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))), UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void aKindThatTokensDoNotHaveIsRefused(ProviderPlace place) throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ml-dsa-44");
    place.with(
        provider,
        () ->
            assertThrows(
                UnsupportedKeyException.class,
                () -> Jwts.builder().subject("me").signWith(key).compact()));
  }

  /** jjwt looks at the curve's size only. {@code jwt.md} warns; this tells when it need not. */
  @Test
  void secp256k1IsTakenForP256() throws Exception {
    KmsPrivateKey key = (KmsPrivateKey) TestKms.key(provider, "ecc-secg-p256k1");
    ProviderPlace.FIRST.with(
        provider,
        () ->
            assertEquals(
                "{\"alg\":\"ES256\"}",
                header(Jwts.builder().subject("me").signWith(key).compact())));
  }
}
