package io.github.kmsjca.programs.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.kmsjca.KmsKeys;
import io.github.kmsjca.programs.Calls;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.programs.Program;
import io.github.kmsjca.programs.Tokens;
import io.jsonwebtoken.Jwts;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;

/**
 * One token of each library, for what it costs. Which of them makes which algorithm in which place,
 * and what it says of a wrong key, is in the package {@code jwt} of provider-tests.
 */
class JwsTest {
  /** Makes a token. */
  @FunctionalInterface
  private interface Signer {
    String sign(PrivateKey key) throws Exception;
  }

  private static void costs(Program program, Signer signer) throws Exception {
    PublicKey publicKey = LibraryHost.certificate("rsa-2048").getPublicKey();
    String[] token = new String[1];
    Calls calls =
        LibraryHost.calls(() -> token[0] = signer.sign(LibraryHost.privateKey("rsa-2048")));
    JsonWebSignature signature = new JsonWebSignature();
    signature.setCompactSerialization(token[0]);
    signature.setKey(publicKey);
    assertThat(signature.verifySignature()).isTrue();
    program.assertCosts(calls, 1);
    PrivateKey key = LibraryHost.privateKey("rsa-2048");
    LibraryHost.whileDisabled(
        "rsa-2048",
        () ->
            assertThatThrownBy(() -> signer.sign(key))
                .hasStackTraceContaining("the key is disabled"));
  }

  @Test
  void nimbus() throws Exception {
    costs(
        Tokens.NIMBUS_SIGNATURES,
        key -> {
          SignedJWT token =
              new SignedJWT(
                  new JWSHeader(JWSAlgorithm.PS256),
                  new JWTClaimsSet.Builder().subject("alice").build());
          token.sign(new RSASSASigner(key));
          return token.serialize();
        });
  }

  @Test
  void jjwt() throws Exception {
    costs(
        Tokens.JJWT,
        key -> Jwts.builder().subject("alice").signWith(key, Jwts.SIG.PS256).compact());
  }

  @Test
  void jose4j() throws Exception {
    costs(
        Tokens.JOSE4J_SIGNATURES,
        key -> {
          JsonWebSignature token = new JsonWebSignature();
          token.setPayload("{}");
          token.setKey(key);
          token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_PSS_USING_SHA256);
          return token.getCompactSerialization();
        });
  }

  @Test
  void javaJwt() throws Exception {
    RSAPublicKey publicKey = (RSAPublicKey) LibraryHost.certificate("rsa-2048").getPublicKey();
    costs(
        Tokens.JAVA_JWT,
        key ->
            JWT.create()
                .withSubject("alice")
                .sign(Algorithm.RSA256(publicKey, KmsKeys.asRSAPrivateKey(key))));
  }
}
