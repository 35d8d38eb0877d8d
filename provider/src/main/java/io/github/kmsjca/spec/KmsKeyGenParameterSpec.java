package io.github.kmsjca.spec;

import java.security.spec.AlgorithmParameterSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says which key a {@code KeyPairGenerator} or {@code KeyGenerator} is to make in KMS. Without it
 * this provider makes none, and JCA goes on to the next one. Immutable.
 *
 * <p>Making the key costs one CreateKey, and with an alias one DescribeKey before it (is the name
 * free?) and one CreateAlias after it; a key pair one GetPublicKey more. They need {@code
 * kms:CreateKey}, {@code kms:DescribeKey}, {@code kms:CreateAlias} and {@code kms:GetPublicKey};
 * with tags {@code kms:TagResource}. <strong>AWS bills the key until it is deleted.</strong>
 *
 * <pre>{@code
 * KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "AWSKMS");
 * generator.initialize(
 *     KmsKeyGenParameterSpec.builder().alias("web").keySpec("ECC_NIST_P384").build());
 * KeyPair pair = generator.generateKeyPair();
 * }</pre>
 *
 * <p>{@code generateKeyPair} and {@code generateKey} throw {@link java.security.ProviderException}
 * if KMS fails or refuses. If the key was made by then, the message has its ARN. CreateKey and
 * CreateAlias are never repeated by themselves: after a time-out KMS may have made the key all the
 * same.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html">CreateKey</a>
 */
public final class KmsKeyGenParameterSpec implements AlgorithmParameterSpec {
  private final @Nullable String alias;
  private final @Nullable String keySpec;
  private final @Nullable String keyUsage;
  private final String description;
  private final Map<String, String> tags;
  private final boolean multiRegion;
  private final @Nullable String policy;
  private final @Nullable String providerName;

  private KmsKeyGenParameterSpec(Builder builder) {
    this.alias = builder.alias;
    this.keySpec = builder.keySpec;
    this.keyUsage = builder.keyUsage;
    this.description = builder.description;
    this.tags = Map.copyOf(builder.tags);
    this.multiRegion = builder.multiRegion;
    this.policy = builder.policy;
    this.providerName = builder.providerName;
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
   * The alias that the key is to have.
   *
   * @return as in {@code alias/web}; empty for none
   */
  public Optional<String> alias() {
    return Optional.ofNullable(alias);
  }

  /**
   * The KMS key spec.
   *
   * @return its wire name; empty for the default of the generator's algorithm
   */
  public Optional<String> keySpec() {
    return Optional.ofNullable(keySpec);
  }

  /**
   * The one use that KMS shall permit.
   *
   * @return its wire name; empty for the default of the key spec
   */
  public Optional<String> keyUsage() {
    return Optional.ofNullable(keyUsage);
  }

  /**
   * The description.
   *
   * @return empty text for none
   */
  public String description() {
    return description;
  }

  /**
   * The tags.
   *
   * @return an immutable map, empty if there are none
   */
  public Map<String, String> tags() {
    return tags;
  }

  /**
   * Whether it is a multi-Region key, which can be replicated.
   *
   * @return false by default
   */
  public boolean multiRegion() {
    return multiRegion;
  }

  /**
   * The key policy.
   *
   * @return JSON; empty for KMS's default policy
   */
  public Optional<String> policy() {
    return Optional.ofNullable(policy);
  }

  /**
   * The provider instance that is to make the key.
   *
   * @return its name; empty if there is only one
   */
  public Optional<String> providerName() {
    return Optional.ofNullable(providerName);
  }

  /** Without policy, description and tags' values. */
  @Override
  public String toString() {
    return "KMS key"
        + (alias == null ? "" : " " + alias)
        + (keySpec == null ? "" : ", " + keySpec)
        + (keyUsage == null ? "" : ", " + keyUsage)
        + (multiRegion ? ", multi-Region" : "")
        + ", "
        + tags.size()
        + " tags"
        + (policy == null ? "" : ", with a policy")
        + (providerName == null ? "" : ", by " + providerName);
  }

  /** Collects parameters and refuses at once what KMS could not take; for one thread. */
  public static final class Builder {
    private @Nullable String alias;
    private @Nullable String keySpec;
    private @Nullable String keyUsage;
    private String description = "";
    private final Map<String, String> tags = new LinkedHashMap<>();
    private boolean multiRegion;
    private @Nullable String policy;
    private @Nullable String providerName;

    private Builder() {}

    /**
     * The alias of the key. If there is one of that name already, generation fails before a key is
     * made; if another makes it in that very moment, the message has the new key's ARN.
     *
     * @param name with or without {@code alias/}
     * @return this
     * @throws IllegalArgumentException if KMS has no such names, or keeps it for AWS ({@code
     *     alias/aws/})
     */
    public Builder alias(String name) {
      alias = KeyGenRules.alias(name);
      return this;
    }

    /**
     * The key spec; by default RSA_3072, ECC_NIST_P256, ML_DSA_65 or ML_KEM_768, where the
     * generator's algorithm leaves a choice.
     *
     * @param wireName as in {@code RSA_4096}
     * @return this
     * @throws IllegalArgumentException if this library has no such spec
     */
    public Builder keySpec(String wireName) {
      keySpec = KeyGenRules.keySpec(wireName);
      return this;
    }

    /**
     * The usage, which cannot be changed later; by default SIGN_VERIFY, or the only one of the key
     * spec.
     *
     * @param wireName as in {@code ENCRYPT_DECRYPT}
     * @return this
     * @throws IllegalArgumentException if there is no such usage
     */
    public Builder keyUsage(String wireName) {
      keyUsage = KeyGenRules.keyUsage(wireName);
      return this;
    }

    /**
     * The description, for people. Not secret.
     *
     * @param text at most 8192 characters
     * @return this
     * @throws IllegalArgumentException if it is longer
     */
    public Builder description(String text) {
      description = KeyGenRules.description(text);
      return this;
    }

    /**
     * One more tag. Not secret.
     *
     * @param key 1 to 128 characters, not beginning with {@code aws:}
     * @param value at most 256 characters
     * @return this
     * @throws IllegalArgumentException if they are not so, the key is there already, or there are
     *     50 tags
     */
    public Builder tag(String key, String value) {
      KeyGenRules.checkTag(tags, key, value);
      tags.put(key, value);
      return this;
    }

    /**
     * Whether it is a multi-Region key.
     *
     * @param value true for a primary key that can be replicated
     * @return this
     */
    public Builder multiRegion(boolean value) {
      multiRegion = value;
      return this;
    }

    /**
     * The key policy.
     *
     * @param json 1 to 131072 characters
     * @return this
     * @throws IllegalArgumentException if it is empty or longer
     */
    public Builder policy(String json) {
      policy = KeyGenRules.policy(json);
      return this;
    }

    /**
     * The provider instance that is to make the key. Needed if several are registered: when one
     * fails, JCA tries the next, which would make the key in another place.
     *
     * @param name as in {@code AWSKMS}
     * @return this
     */
    public Builder providerName(String name) {
      providerName = Objects.requireNonNull(name);
      return this;
    }

    /**
     * The parameters.
     *
     * @return an immutable copy
     * @throws IllegalArgumentException if there are no keys of that spec for that usage
     */
    public KmsKeyGenParameterSpec build() {
      KeyGenRules.checkPair(keySpec, keyUsage);
      return new KmsKeyGenParameterSpec(this);
    }
  }
}
