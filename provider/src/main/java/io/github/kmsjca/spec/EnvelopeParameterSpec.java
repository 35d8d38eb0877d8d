package io.github.kmsjca.spec;

import java.security.spec.AlgorithmParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of encryption and decryption with a symmetric KMS key: the encryption context, further
 * recipients, grant tokens, the IV. For {@code Cipher.init} with {@code AES/GCM/NoPadding}, the
 * {@code AWSKMS} ciphers and a {@link KmsSecretKey}. Immutable.
 *
 * <p>{@code Cipher.init} refuses, by {@link java.security.InvalidAlgorithmParameterException}: a
 * pair that differs from the key's own of the same name, more than 10 recipients with the key
 * itself, recipients of another provider instance, the IV of the encryption before; and, with
 * {@code AWSKMS}, any IV or further recipient.
 *
 * <pre>{@code
 * cipher.init(
 *     Cipher.ENCRYPT_MODE,
 *     key,
 *     EnvelopeParameterSpec.builder().encryptionContext(Map.of("tenant", "a")).build());
 * }</pre>
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/encryption-sdk/latest/developer-guide/concepts.html">Concepts
 *     of the AWS Encryption SDK</a>
 */
public final class EnvelopeParameterSpec implements AlgorithmParameterSpec {
  private static final int IV_LENGTH = 12;

  private final Map<String, String> encryptionContext;
  private final List<KmsSecretKey> recipients;
  private final List<String> grantTokens;
  private final byte @Nullable [] iv;

  private EnvelopeParameterSpec(Builder builder) {
    this.encryptionContext = builder.encryptionContext;
    this.recipients = List.copyOf(builder.recipients);
    this.grantTokens = builder.grantTokens;
    this.iv = builder.iv == null ? null : builder.iv.clone();
  }

  /**
   * Parameters to be filled.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The pairs that go with the key's own context: bound to the message, or expected of it.
   *
   * @return an immutable map, empty if there are none
   */
  public Map<String, String> encryptionContext() {
    return encryptionContext;
  }

  /**
   * Further keys for which the data key is wrapped, so that each of them alone can decrypt.
   *
   * @return an immutable list, empty if there are none; of no account for decryption
   */
  public List<KmsSecretKey> recipients() {
    return recipients;
  }

  /**
   * Grant tokens that go with the KMS calls.
   *
   * @return an immutable list, empty if there are none
   */
  public List<String> grantTokens() {
    return grantTokens;
  }

  /**
   * The IV of 12 bytes with which the message id begins.
   *
   * @return a copy; empty to have a random one, or, for decryption, to take any
   */
  public Optional<byte[]> iv() {
    return Optional.ofNullable(iv).map(byte[]::clone);
  }

  /** Tells counts only: context and tokens are not for logs. */
  @Override
  public String toString() {
    return encryptionContext.size()
        + " context pairs, "
        + recipients.size()
        + " further recipients, "
        + grantTokens.size()
        + " grant tokens";
  }

  /** Collects parameters; for one thread. */
  public static final class Builder {
    private Map<String, String> encryptionContext = Map.of();
    private final List<KmsSecretKey> recipients = new ArrayList<>();
    private List<String> grantTokens = List.of();
    private byte @Nullable [] iv;

    private Builder() {}

    /**
     * Pairs that go with the key's own context. Not secret: they stand in messages and in
     * CloudTrail.
     *
     * @param context as {@link KmsSecretKey#withEncryptionContext} takes it
     * @return this
     * @throws IllegalArgumentException as there
     */
    public Builder encryptionContext(Map<String, String> context) {
      encryptionContext = EncryptionContextRules.check(context);
      return this;
    }

    /**
     * One more key that can decrypt what is encrypted, of the same provider: in another Region,
     * say.
     *
     * @param key its handle; its own context and grant tokens are of no account
     * @return this
     */
    public Builder recipient(KmsSecretKey key) {
      recipients.add(Objects.requireNonNull(key));
      return this;
    }

    /**
     * A grant token, for a grant that may not have reached all of KMS yet. It goes with those of
     * the key ({@link KmsKey#withGrantTokens}), at most 10 together.
     *
     * @param token as CreateGrant returned it
     * @return this
     * @throws IllegalArgumentException if it is the eleventh, or does not have 1 to 8192 characters
     */
    public Builder grantToken(String token) {
      List<String> more = new ArrayList<>(grantTokens);
      more.add(Objects.requireNonNull(token));
      grantTokens = GrantTokenRules.check(more);
      return this;
    }

    /**
     * The IV, as {@code GCMParameterSpec} has it.
     *
     * @param bytes 12 of them; copied
     * @return this
     * @throws IllegalArgumentException if it is of another length
     */
    public Builder iv(byte[] bytes) {
      if (bytes.length != IV_LENGTH) {
        throw new IllegalArgumentException("the IV has " + bytes.length + " bytes, not 12");
      }
      iv = bytes.clone();
      return this;
    }

    /**
     * The parameters.
     *
     * @return an immutable copy
     */
    public EnvelopeParameterSpec build() {
      return new EnvelopeParameterSpec(this);
    }
  }
}
