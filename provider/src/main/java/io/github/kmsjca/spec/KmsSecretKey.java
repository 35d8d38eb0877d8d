package io.github.kmsjca.spec;

import java.util.Map;
import javax.crypto.SecretKey;

/**
 * The handle of a symmetric KMS key. Its algorithm is {@code AES}: what {@code
 * Cipher.getInstance("AES/GCM/NoPadding")} and the {@code AWSKMS} ciphers take; or, of a key for
 * MACs, {@code HmacSHA224}, {@code HmacSHA256}, {@code HmacSHA384} or {@code HmacSHA512}: the one
 * that {@code Mac.getInstance} takes it with.
 *
 * <p>A handle of a key that encrypts may carry an encryption context. Encryption binds it to the
 * ciphertext. Decryption of a message then refuses, without a KMS call, whatever does not carry
 * every pair of it; with {@code AWSKMS} it is KMS that compares, and the contexts must be equal.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html">Encryption
 *     context</a>
 */
public interface KmsSecretKey extends KmsKey, SecretKey {
  /**
   * The encryption context that goes with every use of this handle.
   *
   * @return an immutable map, empty if there is none
   */
  Map<String, String> encryptionContext();

  /**
   * A handle of the same key that encrypts with this context, and decrypts only what carries it.
   * The context is not secret: it stands in messages and in CloudTrail. Makes no KMS call.
   *
   * @param context as {@link #checkedContext} takes it; it replaces the context of this handle, and
   *     an empty one removes it
   * @return the new handle; this one is unchanged
   * @throws IllegalArgumentException as {@link #checkedContext}, or if there is a pair and the key
   *     is for MACs
   * @throws NullPointerException if the map, a key or a value is {@code null}
   */
  KmsSecretKey withEncryptionContext(Map<String, String> context);

  @Override
  KmsSecretKey withGrantTokens(String... tokens);

  /**
   * Checks an encryption context by the rules that hold for all ciphers: for programs that take one
   * from elsewhere and want to refuse it early.
   *
   * @param context pairs of non-empty text, as a whole at most 8192 bytes in UTF-8
   * @return an immutable copy
   * @throws IllegalArgumentException if a key or value is empty, is no valid Unicode, a key is
   *     reserved (those that begin with {@code aws-crypto-}, and {@code jca-aad-sha384}), or all is
   *     too long; the message names the key, never a value
   * @throws NullPointerException if the map, a key or a value is {@code null}
   */
  static Map<String, String> checkedContext(Map<String, String> context) {
    return EncryptionContextRules.check(context);
  }
}
