package io.github.kmsjca.jwt;

import io.github.kmsjca.spec.KmsPrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.util.Set;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwa.AlgorithmFactoryFactory;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;

/** jose4j. */
final class Jose4j implements JwtLibrary {
  @Override
  public Set<String> offers() {
    return AlgorithmFactoryFactory.getInstance().getJwsAlgorithmFactory().getSupportedAlgorithms();
  }

  @Override
  public String sign(Jws algorithm, KmsPrivateKey key) throws Exception {
    return token(algorithm, key).getCompactSerialization();
  }

  @Override
  public String signNaming(Provider provider, Jws algorithm, KmsPrivateKey key) throws Exception {
    ProviderContext context = new ProviderContext();
    context.getSuppliedKeyProviderContext().setSignatureProvider(provider.getName());
    JsonWebSignature token = token(algorithm, key);
    token.setProviderContext(context);
    return token.getCompactSerialization();
  }

  private static JsonWebSignature token(Jws algorithm, KmsPrivateKey key) {
    JwtClaims claims = new JwtClaims();
    claims.setSubject("me");
    JsonWebSignature token = new JsonWebSignature();
    token.setPayload(claims.toJson());
    token.setAlgorithmHeaderValue(algorithm.name());
    token.setKey(key);
    return token;
  }

  @Override
  public boolean verifies(Jws algorithm, PublicKey key, String token) throws Exception {
    JsonWebSignature signed = new JsonWebSignature();
    signed.setAlgorithmConstraints(
        new AlgorithmConstraints(ConstraintType.PERMIT, algorithm.name()));
    signed.setCompactSerialization(token);
    signed.setKey(key);
    return signed.verifySignature();
  }

  @Override
  public String toString() {
    return "jose4j";
  }
}
