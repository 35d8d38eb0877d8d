package io.github.kmsjca.samples;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;

/** Stop 2: JSON Web Tokens by Nimbus, as its own documentation shows it. */
final class SignJwt {
  private SignJwt() {}

  /** RS256 or PS256, by the header. */
  static String rsa(JWSAlgorithm algorithm, PrivateKey key) throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  /** ES256. */
  static String ec(PrivateKey key) throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.ES256), claims());
    token.sign(new ECDSASigner(key, Curve.P_256));
    return token.serialize();
  }

  /** Whoever has the public key verifies, without KMS. */
  static boolean verify(String token, PublicKey publicKey) throws JOSEException, ParseException {
    JWSVerifier verifier =
        publicKey instanceof RSAPublicKey rsa
            ? new RSASSAVerifier(rsa)
            : new ECDSAVerifier((ECPublicKey) publicKey);
    return SignedJWT.parse(token).verify(verifier);
  }

  private static JWTClaimsSet claims() {
    return new JWTClaimsSet.Builder().subject("tour").issuer("https://issuer.example").build();
  }
}
