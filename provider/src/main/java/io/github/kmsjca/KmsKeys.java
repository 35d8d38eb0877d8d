package io.github.kmsjca;

import io.github.kmsjca.internal.key.OtherInstance;
import io.github.kmsjca.internal.key.PrivateKeyHandle;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;

/**
 * Adapters for libraries that demand {@code RSAPrivateKey} or {@code ECPrivateKey} in their
 * signatures, such as auth0's java-jwt, although they only hand the key to {@link
 * java.security.Signature}.
 *
 * <p>Opt-in, for a reason: these interfaces promise a secret that the handle does not have, and the
 * getters for it throw {@link UnsupportedOperationException}. Other providers believe the promise,
 * take the key, and fail while signing. So the provider <strong>must be at position 1</strong>
 * ({@link KmsProvider#install()}), or be named to the library. Give such a key to that library
 * only. Thread-safe; makes no KMS call.
 */
public final class KmsKeys {
  private KmsKeys() {}

  /**
   * The same RSA key, as an {@code RSAPrivateKey} without a private exponent.
   *
   * @param key the handle of an RSA key, as the KeyStore gives it
   * @return a handle of the same key; serialized, it becomes an ordinary handle again
   * @throws InvalidKeyException if the key is no handle of an RSA key in KMS
   */
  public static RSAPrivateKey asRSAPrivateKey(PrivateKey key) throws InvalidKeyException {
    return (RSAPrivateKey) adapted(key, RSAPrivateKey.class);
  }

  /**
   * The same elliptic-curve key, as an {@code ECPrivateKey} without a private value.
   *
   * @param key the handle of an elliptic-curve key, as the KeyStore gives it
   * @return a handle of the same key; serialized, it becomes an ordinary handle again
   * @throws InvalidKeyException if the key is no handle of an elliptic-curve key in KMS
   */
  public static ECPrivateKey asECPrivateKey(PrivateKey key) throws InvalidKeyException {
    return (ECPrivateKey) adapted(key, ECPrivateKey.class);
  }

  private static PrivateKey adapted(PrivateKey key, Class<?> wanted) throws InvalidKeyException {
    OtherInstance.requireUsable(key);
    if (key instanceof PrivateKeyHandle handle) {
      PrivateKeyHandle adapted = handle.withSecretGetters();
      if (wanted.isInstance(adapted)) {
        return adapted;
      }
      throw new InvalidKeyException(
          handle.arn()
              + " is a "
              + handle.keySpec()
              + " key, not one for "
              + wanted.getSimpleName());
    }
    throw new InvalidKeyException(
        "the key is not the handle of a KMS key: get it from the KeyStore AWSKMS");
  }
}
