package io.github.kmsjca.spec;

import java.io.Serializable;
import java.util.Map;

/**
 * A data key of KMS: an ordinary key, usable with every provider, that also knows the form in which
 * KMS wrapped it. Generators make them, given a {@link DataKeyParameterSpec}.
 *
 * <p><strong>Only the wrapped form is serialized.</strong> What is read back is a {@link
 * WrappedDataKey}, which is no key: the key material is to be had from KMS, with the wrapping key
 * and the same encryption context:
 *
 * <pre>{@code
 * Cipher cipher = Cipher.getInstance("AWSKMS");
 * cipher.init(Cipher.UNWRAP_MODE, wrappingKey.withEncryptionContext(key.encryptionContext()));
 * Key again = cipher.unwrap(key.wrapped(), key.getAlgorithm(), key.keyType());
 * }</pre>
 *
 * <p>{@code destroy()} of such a key wipes its encoding; then it refuses to be used.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/data-keys.html">Data keys</a>
 */
public interface DataKey extends Serializable {
  /**
   * The key as KMS wrapped it, not secret: a CiphertextBlob.
   *
   * @return a copy
   */
  byte[] wrapped();

  /**
   * The KMS key that wrapped it.
   *
   * @return its ARN
   */
  String wrappingKeyArn();

  /**
   * The encryption context with which it was wrapped, and without which nobody can unwrap it.
   *
   * @return an immutable map, empty if there is none
   */
  Map<String, String> encryptionContext();

  /**
   * The algorithm of the key.
   *
   * @return as {@code Cipher.unwrap} takes it
   */
  String getAlgorithm();

  /**
   * The type of the key.
   *
   * @return {@code Cipher.SECRET_KEY} or {@code Cipher.PRIVATE_KEY}, as {@code Cipher.unwrap} takes
   *     it
   */
  int keyType();
}
