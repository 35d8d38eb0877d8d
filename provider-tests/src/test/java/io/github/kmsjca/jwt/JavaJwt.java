package io.github.kmsjca.jwt;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import io.github.kmsjca.KmsKeys;
import io.github.kmsjca.spec.KmsPrivateKey;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import java.util.TreeSet;

/** Auth0's java-jwt, which demands RSAPrivateKey and ECPrivateKey: through {@link KmsKeys}. */
final class JavaJwt implements JwtLibrary {
  /** Its algorithms are factory methods, such as RSA256PSS. */
  @Override
  public Set<String> offers() {
    Set<String> names = new TreeSet<>();
    for (java.lang.reflect.Method method : Algorithm.class.getMethods()) {
      if (method.getReturnType() == Algorithm.class) {
        names.add(
            method
                .getName()
                .replaceFirst("^RSA([0-9]+)PSS$", "PS$1")
                .replaceFirst("^RSA([0-9]+)$", "RS$1")
                .replaceFirst("^ECDSA", "ES"));
      }
    }
    return names;
  }

  @Override
  public String sign(Jws algorithm, KmsPrivateKey key) throws Exception {
    return JWT.create().withSubject("me").sign(algorithm(algorithm, null, key));
  }

  @Override
  public boolean verifies(Jws algorithm, PublicKey key, String token) throws Exception {
    try {
      JWT.require(algorithm(algorithm, key, null)).build().verify(token);
      return true;
    } catch (SignatureVerificationException e) {
      return false;
    }
  }

  private static Algorithm algorithm(Jws algorithm, PublicKey publicKey, PrivateKey key)
      throws InvalidKeyException {
    if (algorithm.name().startsWith("ES")) {
      ECPublicKey ecPublic = (ECPublicKey) publicKey;
      ECPrivateKey ec = key == null ? null : KmsKeys.asECPrivateKey(key);
      return switch (algorithm) {
        case ES256 -> Algorithm.ECDSA256(ecPublic, ec);
        case ES384 -> Algorithm.ECDSA384(ecPublic, ec);
        case ES512 -> Algorithm.ECDSA512(ecPublic, ec);
        default -> throw new IllegalArgumentException("java-jwt has no " + algorithm);
      };
    }
    RSAPublicKey rsaPublic = (RSAPublicKey) publicKey;
    RSAPrivateKey rsa = key == null ? null : KmsKeys.asRSAPrivateKey(key);
    return switch (algorithm) {
      case RS256 -> Algorithm.RSA256(rsaPublic, rsa);
      case RS384 -> Algorithm.RSA384(rsaPublic, rsa);
      case RS512 -> Algorithm.RSA512(rsaPublic, rsa);
      case PS256 -> Algorithm.RSA256PSS(rsaPublic, rsa);
      case PS384 -> Algorithm.RSA384PSS(rsaPublic, rsa);
      case PS512 -> Algorithm.RSA512PSS(rsaPublic, rsa);
      default -> throw new IllegalArgumentException("java-jwt has no " + algorithm);
    };
  }

  @Override
  public String toString() {
    return "java-jwt";
  }
}
