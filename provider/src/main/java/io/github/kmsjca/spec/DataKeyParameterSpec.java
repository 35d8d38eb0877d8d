package io.github.kmsjca.spec;

import java.security.spec.AlgorithmParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Says that a {@code KeyGenerator} or {@code KeyPairGenerator} is to make a data key: KMS makes a
 * key (GenerateDataKey, GenerateDataKeyPair), and answers it in plain and wrapped by a KMS key. The
 * result, or its private key, is an ordinary key and a {@link DataKey} at once. Costs nothing but
 * the call, for which it needs {@code kms:GenerateDataKey} or {@code kms:GenerateDataKeyPair}.
 * There are pairs of RSA, elliptic curves, Ed25519, SM2 and ML-KEM, not of ML-DSA. Immutable.
 *
 * <pre>{@code
 * KeyGenerator generator = KeyGenerator.getInstance("AES", "AWSKMS");
 * generator.init(DataKeyParameterSpec.builder(wrappingKey).build());
 * SecretKey key = generator.generateKey();
 * byte[] toBeStored = ((DataKey) key).wrapped();
 * }</pre>
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKey.html">GenerateDataKey</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_GenerateDataKeyPair.html">GenerateDataKeyPair</a>
 */
public final class DataKeyParameterSpec implements AlgorithmParameterSpec {
  private final KmsSecretKey wrappingKey;
  private final List<String> grantTokens;
  private final OptionalInt bits;
  private final @Nullable String keySpec;

  private DataKeyParameterSpec(Builder builder) {
    this.wrappingKey = builder.wrappingKey;
    this.grantTokens = List.copyOf(builder.grantTokens);
    this.bits = builder.bits;
    this.keySpec = builder.keySpec;
  }

  /**
   * Parameters to be filled.
   *
   * @param wrappingKey the symmetric KMS key; its encryption context goes with the data key
   * @return a new builder
   */
  public static Builder builder(KmsSecretKey wrappingKey) {
    return new Builder(wrappingKey);
  }

  /**
   * The key that wraps.
   *
   * @return its handle
   */
  public KmsSecretKey wrappingKey() {
    return wrappingKey;
  }

  /**
   * Grant tokens that go with the call.
   *
   * @return an immutable list, empty if there are none
   */
  public List<String> grantTokens() {
    return grantTokens;
  }

  /**
   * Length of a secret key.
   *
   * @return in bits; empty for the default of the generator's algorithm
   */
  public OptionalInt bits() {
    return bits;
  }

  /**
   * The key spec of a pair.
   *
   * @return its wire name; empty for the default of the generator's algorithm
   */
  public Optional<String> keySpec() {
    return Optional.ofNullable(keySpec);
  }

  /** Without context and tokens, which are not for logs. */
  @Override
  public String toString() {
    return "data key"
        + (keySpec == null ? "" : " pair of " + keySpec)
        + (bits.isPresent() ? " of " + bits.getAsInt() + " bits" : "")
        + " wrapped by "
        + wrappingKey.arn();
  }

  /** Collects parameters; for one thread. */
  public static final class Builder {
    private static final int BITS_OF_A_BYTE = 8;
    private static final int MIN_BITS = 128;
    private static final int MAX_BITS = 8192;

    private final KmsSecretKey wrappingKey;
    private List<String> grantTokens = List.of();
    private OptionalInt bits = OptionalInt.empty();
    private @Nullable String keySpec;

    private Builder(KmsSecretKey wrappingKey) {
      this.wrappingKey = Objects.requireNonNull(wrappingKey);
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
     * Length of the secret key; by default 256 for AES, and as long as the digest for HMAC.
     *
     * @param length in bits: 128, 192 or 256 for AES, 128 to 8192 in whole bytes for HMAC
     * @return this
     * @throws IllegalArgumentException if it is none of these
     */
    public Builder bits(int length) {
      if (length < MIN_BITS || length > MAX_BITS || length % BITS_OF_A_BYTE != 0) {
        throw new IllegalArgumentException(
            "a data key of " + length + " bits: 128 to 8192 are possible, in whole bytes");
      }
      bits = OptionalInt.of(length);
      return this;
    }

    /**
     * The key spec of a pair; by default as {@link KmsKeyGenParameterSpec.Builder#keySpec} says.
     *
     * @param wireName as in {@code ECC_NIST_P384}
     * @return this
     * @throws IllegalArgumentException if this library has no such spec
     */
    public Builder keySpec(String wireName) {
      keySpec = KeyGenRules.keySpec(wireName);
      return this;
    }

    /**
     * The parameters.
     *
     * @return an immutable copy
     */
    public DataKeyParameterSpec build() {
      return new DataKeyParameterSpec(this);
    }
  }
}
