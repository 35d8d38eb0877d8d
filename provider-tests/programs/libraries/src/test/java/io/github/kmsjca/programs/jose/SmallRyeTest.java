package io.github.kmsjca.programs.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.programs.Tokens;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtSignatureException;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MicroProfile JWT: tokens that SmallRye JWT builds. */
class SmallRyeTest {
  private static String token(PrivateKey key, SignatureAlgorithm algorithm) {
    // guide: jwt.md
    String token = Jwt.subject("alice").jws().algorithm(algorithm).sign(key); // 1 Sign
    // end of guide
    return token;
  }

  @ParameterizedTest
  @CsvSource({
    "RS256, rsa-2048",
    "PS256, rsa-2048",
    "ES256, ecc-nist-p256",
    "EDDSA, ecc-nist-edwards25519"
  })
  void signs(SignatureAlgorithm algorithm, String alias) throws Exception {
    PublicKey publicKey = LibraryHost.certificate(alias).getPublicKey();
    String[] token = new String[1];
    Calls calls =
        LibraryHost.calls(() -> token[0] = token(LibraryHost.privateKey(alias), algorithm));
    JsonWebSignature signature = new JsonWebSignature();
    signature.setCompactSerialization(token[0]);
    signature.setKey(publicKey);
    assertThat(signature.verifySignature()).isTrue();
    assertThat(signature.getPayload()).contains("alice");
    Tokens.SMALLRYE_JWT.assertCosts(calls, 1);
  }

  @Test
  void theExceptionSaysThatTheKeyIsDisabled() throws Exception {
    PrivateKey key = LibraryHost.privateKey("rsa-2048");
    LibraryHost.whileDisabled(
        "rsa-2048",
        () ->
            assertThatThrownBy(() -> token(key, SignatureAlgorithm.RS256))
                .isInstanceOf(JwtSignatureException.class)
                .hasStackTraceContaining("the key is disabled"));
  }
}
