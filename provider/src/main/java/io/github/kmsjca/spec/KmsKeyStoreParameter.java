package io.github.kmsjca.spec;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what a KeyStore {@code AWSKMS} holds, for programs that would rather not write a file:
 * {@code keyStore.load(KmsKeyStoreParameter.builder().key("web", "alias/web", chain).build())}.
 * What it names replaces the settings {@code certificates}, {@code keys} and the list of the
 * account's aliases; the scope that {@code keys} and {@code accounts} set still holds. Immutable.
 */
public final class KmsKeyStoreParameter implements KeyStore.LoadStoreParameter {
  /**
   * One entry.
   *
   * @param alias its name in the KeyStore
   * @param key KMS alias, key id or ARN
   * @param chain the certificate chain, leaf first; may be empty
   */
  public record KeyEntry(String alias, String key, List<X509Certificate> chain) {
    /**
     * Checks for null and copies the chain.
     *
     * @param alias its name in the KeyStore
     * @param key KMS alias, key id or ARN
     * @param chain the certificate chain, leaf first; may be empty
     */
    public KeyEntry {
      Objects.requireNonNull(alias);
      Objects.requireNonNull(key);
      chain = List.copyOf(chain);
    }
  }

  private final List<KeyEntry> keys;
  private final @Nullable Path certificates;

  private KmsKeyStoreParameter(Builder builder) {
    this.keys = List.copyOf(builder.keys);
    this.certificates = builder.certificates;
  }

  /**
   * Starts with nothing.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The entries.
   *
   * @return in the order they were added
   */
  public List<KeyEntry> keys() {
    return keys;
  }

  /**
   * The keystore file to read as well.
   *
   * @return its path, if any
   */
  public Optional<Path> certificates() {
    return Optional.ofNullable(certificates);
  }

  /** None: a KeyStore {@code AWSKMS} holds no secret to protect. */
  @Override
  @SuppressWarnings("exports") // a null annotation, which callers need not have
  public KeyStore.@Nullable ProtectionParameter getProtectionParameter() {
    return null;
  }

  /** Collects the entries. */
  public static final class Builder {
    private final List<KeyEntry> keys = new ArrayList<>();
    private @Nullable Path certificates;

    private Builder() {}

    /**
     * A key without a certificate, under its own name.
     *
     * @param name KMS alias (with or without {@code alias/}), key id or ARN
     * @return this
     */
    public Builder key(String name) {
      keys.add(new KeyEntry(name, name, List.of()));
      return this;
    }

    /**
     * A key with its certificate chain.
     *
     * @param alias name of the entry
     * @param name KMS alias, key id or ARN
     * @param chain leaf first
     * @return this
     */
    public Builder key(String alias, String name, X509Certificate... chain) {
      keys.add(new KeyEntry(alias, name, List.of(chain)));
      return this;
    }

    /**
     * A keystore file to read as well.
     *
     * @param file its path; it must exist when the KeyStore is loaded, except with {@code
     *     import=true} or {@code generate=kms}
     * @return this
     */
    public Builder certificates(Path file) {
      certificates = Objects.requireNonNull(file);
      return this;
    }

    /**
     * The parameter.
     *
     * @return an immutable copy
     */
    public KmsKeyStoreParameter build() {
      return new KmsKeyStoreParameter(this);
    }
  }
}
