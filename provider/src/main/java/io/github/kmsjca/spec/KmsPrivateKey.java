package io.github.kmsjca.spec;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;

/**
 * The handle of an asymmetric KMS key.
 *
 * <p>RSA handles are also {@link java.security.interfaces.RSAKey}, elliptic-curve handles {@link
 * java.security.interfaces.ECKey}, Ed25519 handles {@link java.security.interfaces.EdECPrivateKey}
 * with empty bytes. They are never {@code RSAPrivateKey} or {@code ECPrivateKey}, whose getters
 * promise a secret that this object does not have.
 */
public interface KmsPrivateKey extends KmsKey, PrivateKey {
  /**
   * The public half, an ordinary key object of the platform's providers. It was fetched by {@code
   * GetPublicKey} when the handle was made; only a deserialized handle fetches it on the first
   * call.
   *
   * @return the public key
   * @throws ProviderException if a deserialized handle cannot fetch it
   */
  PublicKey publicKey();

  /**
   * This handle with its public key.
   *
   * @return a new pair of {@link #publicKey()} and this
   * @throws ProviderException as {@link #publicKey()}
   */
  default KeyPair keyPair() {
    return new KeyPair(publicKey(), this);
  }
}
