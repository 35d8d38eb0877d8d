package io.github.kmsjca;

import io.github.kmsjca.internal.cipher.BareCiphertexts;
import io.github.kmsjca.internal.cipher.ReEncryption;
import io.github.kmsjca.spec.EnvelopeParameterSpec;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.spec.KmsSecretKey;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.AEADBadTagException;
import javax.crypto.BadPaddingException;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.OAEPParameterSpec;

/**
 * Moves ciphertexts to another KMS key, another algorithm or another encryption context, by KMS
 * ReEncrypt: the plaintext never leaves KMS. For what KMS itself encrypted: ciphertexts of {@code
 * Cipher.getInstance("AWSKMS")}, of RSA OAEP and SM2, and wrapped data keys.
 *
 * <pre>{@code
 * KmsSecretKey oldKey = (KmsSecretKey) keys.getKey("customer-data", null);
 * KmsSecretKey newKey = (KmsSecretKey) keys.getKey("customer-data-2", null);
 * KmsReEncryption move = KmsReEncryption.from(oldKey).to(newKey);
 * for (Row row : rows) {
 *   row.setSecret(move.reEncrypt(row.secret()));
 * }
 * }</pre>
 *
 * <p>With one key for both sides it changes the encryption context, or brings old ciphertexts under
 * the key material that the last rotation made.
 *
 * <p><strong>Not for messages</strong> of {@code AES/GCM/NoPadding} and the other envelope ciphers:
 * the header's tag covers the data keys in it, so they cannot be replaced. Such a message is
 * refused before any call; it has to be decrypted, and encrypted again.
 *
 * <p>Both keys are always named to KMS, and KMS's answer must name both: a ciphertext that somebody
 * replaced by one of another key is refused. The caller needs {@code kms:ReEncryptFrom} on the
 * source and {@code kms:ReEncryptTo} on the destination. Immutable and thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ReEncrypt.html">ReEncrypt</a>
 */
public final class KmsReEncryption {
  private final ReEncryption reEncryption;

  private KmsReEncryption(ReEncryption reEncryption) {
    this.reEncryption = reEncryption;
  }

  /**
   * A symmetric or SM2 key that ciphertexts are of. If the handle carries an encryption context
   * ({@link KmsSecretKey#withEncryptionContext}), they are those with that context.
   *
   * @param key its handle
   * @return to say where they go
   * @throws InvalidKeyException if the key is {@code null}, no handle of a key in KMS that
   *     encrypts, or an RSA key
   */
  public static Source from(KmsKey key) throws InvalidKeyException {
    return new Source(withoutParameters(key, "source"));
  }

  /**
   * A key that ciphertexts are of, with the parameters that {@code Cipher.init} takes for them: of
   * a symmetric key an {@link EnvelopeParameterSpec}, whose context goes with the handle's own, and
   * whose grant tokens go with the call; of an RSA key an {@link OAEPParameterSpec}, as {@link
   * KmsPrivateKey#oaepSpec()} is one.
   *
   * <p>What was encrypted with associated data ({@code Cipher.updateAAD}) has it as the pair {@code
   * associatedData} of its context, in hexadecimal.
   *
   * @param key its handle
   * @param parameters how they were made
   * @return to say where they go
   * @throws InvalidKeyException if the key is {@code null}, or no handle of a key in KMS that
   *     encrypts
   * @throws InvalidAlgorithmParameterException if the parameters do not suit the key, KMS cannot do
   *     them, or they have an IV or further recipients
   */
  public static Source from(KmsKey key, AlgorithmParameterSpec parameters)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    return new Source(BareCiphertexts.of(key, parameters, "source"));
  }

  private static BareCiphertexts withoutParameters(KmsKey key, String role)
      throws InvalidKeyException {
    try {
      return BareCiphertexts.of(key, null, role);
    } catch (InvalidAlgorithmParameterException e) {
      throw new InvalidKeyException(e.getMessage(), e);
    }
  }

  /** A key that ciphertexts are of; says where they go. Immutable and thread-safe. */
  public static final class Source {
    private final BareCiphertexts source;

    private Source(BareCiphertexts source) {
      this.source = source;
    }

    /**
     * To a symmetric or SM2 key, with the encryption context that the handle carries. Makes no KMS
     * call.
     *
     * @param key its handle; of the same Region and provider instance as the source
     * @return what moves the ciphertexts
     * @throws InvalidKeyException if the key is {@code null}, no handle of a key in KMS that
     *     encrypts, an RSA key, or of another Region or provider instance
     */
    public KmsReEncryption to(KmsKey key) throws InvalidKeyException {
      return new KmsReEncryption(
          ReEncryption.between(source, withoutParameters(key, "destination")));
    }

    /**
     * To a key, with parameters as {@link KmsReEncryption#from(KmsKey, AlgorithmParameterSpec)}
     * takes them. Makes no KMS call.
     *
     * @param key its handle; of the same Region and provider instance as the source
     * @param parameters how the new ciphertexts shall be made
     * @return what moves the ciphertexts
     * @throws InvalidKeyException if the key is {@code null}, no handle of a key in KMS that
     *     encrypts, or of another Region or provider instance
     * @throws InvalidAlgorithmParameterException if the parameters do not suit the key, KMS cannot
     *     do them, or they have an IV or further recipients
     */
    public KmsReEncryption to(KmsKey key, AlgorithmParameterSpec parameters)
        throws InvalidKeyException, InvalidAlgorithmParameterException {
      return new KmsReEncryption(
          ReEncryption.between(source, BareCiphertexts.of(key, parameters, "destination")));
    }

    /** Names the key, and nothing else. */
    @Override
    public String toString() {
      return "ciphertexts of " + source.key().arn();
    }
  }

  /**
   * Moves one ciphertext: one KMS call. The old one stays as good as it was.
   *
   * @param ciphertext as KMS or {@code Cipher} gave it; not changed
   * @return the ciphertext under the destination key
   * @throws AEADBadTagException if it is not one of the source key and its context, or was altered;
   *     or is a message of an envelope cipher or an AWS Encryption SDK
   * @throws BadPaddingException likewise, of an RSA or SM2 key
   * @throws IllegalBlockSizeException if it is longer than any ciphertext of KMS
   * @throws ProviderException if KMS cannot be reached, or refuses: because a key is disabled, say,
   *     permission lacks, or the plaintext is too long for the destination
   * @throws NullPointerException if it is {@code null}
   */
  public byte[] reEncrypt(byte[] ciphertext) throws IllegalBlockSizeException, BadPaddingException {
    return reEncryption.reEncrypt(ciphertext);
  }

  /** Names the keys, and nothing else. */
  @Override
  public String toString() {
    return reEncryption.toString();
  }
}
