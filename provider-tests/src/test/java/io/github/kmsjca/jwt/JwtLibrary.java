package io.github.kmsjca.jwt;

import io.github.kmsjca.spec.KmsPrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.util.Set;

/** A JWT library, used as its documentation shows it. Tokens have the subject {@code me}. */
interface JwtLibrary {
  /** Names of all algorithms that the library offers, of whatever kind. */
  Set<String> offers();

  /** A token. No provider is named: JCA finds the way by the key. */
  String sign(Jws algorithm, KmsPrivateKey key) throws Exception;

  /** A token, by the library's own means to name a provider. */
  default String signNaming(Provider provider, Jws algorithm, KmsPrivateKey key) throws Exception {
    throw new UnsupportedOperationException("it has none");
  }

  /** Whether the library finds the token good; all that it throws goes on. */
  boolean verifies(Jws algorithm, PublicKey key, String token) throws Exception;
}
