package io.github.kmsjca.programs.springsecurity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.kmsjca.programs.LibraryHost;
import io.github.kmsjca.programs.Tokens;
import io.github.kmsjca.testkit.KeyStoreText;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtEncodingException;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Tokens by the keys of a keystore file, chosen by the algorithm that the header names. */
class NimbusJwtEncoderTest {
  @TempDir static Path dir;

  private KeyStore keys;

  @BeforeEach
  void load() throws Exception {
    keys = KeyStoreText.load(LibraryHost.keyStoreFile(dir, "rsa-2048", "ecc-nist-p256"));
  }

  private static Jwt encode(KeyStore keys, SignatureAlgorithm algorithm) throws Exception {
    // guide: jwt.md
    JwtEncoder encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(JWKSet.load(keys, null)));

    JwsHeader header = JwsHeader.with(algorithm).build();
    JwtClaimsSet claims = JwtClaimsSet.builder().subject("alice").build();
    Jwt token = encoder.encode(JwtEncoderParameters.from(header, claims));
    // end of guide
    return token;
  }

  @ParameterizedTest
  @EnumSource(names = {"RS256", "PS256", "ES256"})
  void signs(SignatureAlgorithm algorithm) throws Exception {
    Jwt[] token = new Jwt[1];
    Tokens.SPRING_SECURITY_JWT.assertCosts(
        LibraryHost.calls(() -> token[0] = encode(keys, algorithm)), 1);
    SignedJWT signed = SignedJWT.parse(token[0].getTokenValue());
    PublicKey key =
        keys.getCertificate(algorithm == SignatureAlgorithm.ES256 ? "ecc-nist-p256" : "rsa-2048")
            .getPublicKey();
    assertThat(
            signed.verify(
                key instanceof ECPublicKey ec
                    ? new ECDSAVerifier(ec)
                    : new RSASSAVerifier((RSAPublicKey) key)))
        .isTrue();
  }

  @Test
  void theExceptionSaysWhyAKeyIsRefused() throws Exception {
    encode(keys, SignatureAlgorithm.ES256);
    LibraryHost.whileDisabled(
        "ecc-nist-p256",
        () ->
            assertThatThrownBy(() -> encode(keys, SignatureAlgorithm.ES256))
                .isInstanceOf(JwtEncodingException.class)
                .hasStackTraceContaining("the key is disabled"));
  }
}
