package io.github.kmsjca.jwt;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.github.kmsjca.spec.KmsPrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import java.util.stream.Collectors;

/** Nimbus JOSE + JWT. */
final class Nimbus implements JwtLibrary {
  @Override
  public Set<String> offers() {
    return DefaultJWSSignerFactory.SUPPORTED_ALGORITHMS.stream()
        .map(JWSAlgorithm::getName)
        .collect(Collectors.toSet());
  }

  @Override
  public String sign(Jws algorithm, KmsPrivateKey key) throws Exception {
    return sign(algorithm, signer(algorithm, key));
  }

  @Override
  public String signNaming(Provider provider, Jws algorithm, KmsPrivateKey key) throws Exception {
    JWSSigner signer = signer(algorithm, key);
    signer.getJCAContext().setProvider(provider);
    return sign(algorithm, signer);
  }

  private static JWSSigner signer(Jws algorithm, KmsPrivateKey key) throws Exception {
    return algorithm.name().startsWith("ES")
        ? new ECDSASigner(key, Curve.forJWSAlgorithm(header(algorithm)).iterator().next())
        : new RSASSASigner(key);
  }

  private static JWSAlgorithm header(Jws algorithm) {
    return JWSAlgorithm.parse(algorithm.name());
  }

  static String sign(Jws algorithm, JWSSigner signer) throws Exception {
    JWTClaimsSet claims = new JWTClaimsSet.Builder().subject("me").build();
    SignedJWT token = new SignedJWT(new JWSHeader(header(algorithm)), claims);
    token.sign(signer);
    return token.serialize();
  }

  @Override
  public boolean verifies(Jws algorithm, PublicKey key, String token) throws Exception {
    JWSVerifier verifier =
        key instanceof RSAPublicKey rsa
            ? new RSASSAVerifier(rsa)
            : new ECDSAVerifier((ECPublicKey) key);
    return SignedJWT.parse(token).verify(verifier);
  }

  @Override
  public String toString() {
    return "Nimbus";
  }
}
