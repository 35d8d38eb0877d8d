package io.github.kmsjca.jwt;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.SignatureAlgorithm;
import io.jsonwebtoken.security.SignatureException;
import java.security.Provider;
import java.security.PublicKey;
import java.util.Set;

/** jjwt. */
final class Jjwt implements JwtLibrary {
  @Override
  public Set<String> offers() {
    return Jwts.SIG.get().keySet();
  }

  @Override
  public String sign(Jws algorithm, KmsPrivateKey key) {
    return Jwts.builder().subject("me").signWith(key, signature(algorithm)).compact();
  }

  @Override
  public String signNaming(Provider provider, Jws algorithm, KmsPrivateKey key) {
    return Jwts.builder()
        .provider(provider)
        .subject("me")
        .signWith(key, signature(algorithm))
        .compact();
  }

  private static SignatureAlgorithm signature(Jws algorithm) {
    return (SignatureAlgorithm) Jwts.SIG.get().forKey(algorithm.name());
  }

  @Override
  public boolean verifies(Jws algorithm, PublicKey key, String token) {
    try {
      Jwts.parser().verifyWith(key).build().parseSignedClaims(token);
      return true;
    } catch (SignatureException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "jjwt";
  }
}
