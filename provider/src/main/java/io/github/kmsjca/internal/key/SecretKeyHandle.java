package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.algorithm.KeyFamily;
import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsSecretKey;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The handle of a symmetric key, with the encryption context that it was given. */
public final class SecretKeyHandle implements KmsSecretKey, KeyHandle {
  private static final long serialVersionUID = 1L;

  private final transient KeyArn keyArn;
  private final transient KeySpec spec;
  private final transient KeyUsage usage;
  private final transient KeyAccess access;
  private final transient KeyUse use;
  private final transient Map<String, String> context;
  private final transient int hash;

  /**
   * A handle.
   *
   * @throws IllegalArgumentException if it is none of a symmetric key, the context is not as {@link
   *     KmsSecretKey#checkedContext} takes it, or there is one and the key is for MACs
   */
  SecretKeyHandle(
      KeyArn keyArn, KeySpec spec, KeyUsage usage, KeyAccess access, Map<String, String> context) {
    if (spec.hasPublicKey()
        || usage
            != (spec.family() == KeyFamily.HMAC
                ? KeyUsage.GENERATE_VERIFY_MAC
                : KeyUsage.ENCRYPT_DECRYPT)) {
      throw new IllegalArgumentException(spec + " for " + usage + " is no key of this kind");
    }
    if (spec.family() == KeyFamily.HMAC && !context.isEmpty()) {
      throw new IllegalArgumentException(keyArn + " is for MACs, which have no encryption context");
    }
    this.keyArn = keyArn;
    this.spec = spec;
    this.usage = usage;
    this.access = access;
    this.use = access.use(keyArn);
    this.context = KmsSecretKey.checkedContext(context);
    this.hash =
        31 * keyArn.hashCode() + this.context.hashCode(); // of all the pairs, so not each time
  }

  @Override
  public KeyArn keyArn() {
    return EmptyCopy.require(keyArn);
  }

  @Override
  public KeySpec spec() {
    return EmptyCopy.require(spec);
  }

  @Override
  public KeyUsage usage() {
    return EmptyCopy.require(usage);
  }

  @Override
  public KmsGateway gateway() {
    return access().resolver().gateway();
  }

  @Override
  public KeyUse use() {
    return EmptyCopy.require(use);
  }

  private KeyAccess access() {
    return EmptyCopy.require(access);
  }

  @Override
  public boolean isEmptyCopy() {
    return access == null;
  }

  @Override
  public boolean belongsTo(KeyResolver owner) {
    return access != null && access.resolver() == owner;
  }

  @Override
  public String providerName() {
    return access().resolver().providerName();
  }

  @Override
  public String arn() {
    return keyArn().toString();
  }

  @Override
  public String keySpec() {
    return spec().name();
  }

  @Override
  public String keyUsage() {
    return usage().name();
  }

  @Override
  public Map<String, String> encryptionContext() {
    return EmptyCopy.require(context);
  }

  @Override
  public KmsSecretKey withEncryptionContext(Map<String, String> replacement) {
    return new SecretKeyHandle(keyArn(), spec, usage, access, replacement);
  }

  @Override
  public SecretKeyHandle withGrantTokens(String... tokens) {
    KeyAccess with = access().with(KmsKey.checkedGrantTokens(Arrays.asList(tokens)));
    return new SecretKeyHandle(keyArn, spec, usage, with, context);
  }

  @Override
  public String getAlgorithm() {
    return isEmptyCopy() ? EmptyCopy.algorithm(this) : spec.keyAlgorithm();
  }

  @Override
  public @Nullable String getFormat() {
    return null;
  }

  @Override
  public byte @Nullable [] getEncoded() {
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof SecretKeyHandle that
        && !isEmptyCopy()
        && !that.isEmptyCopy()
        && hash == that.hash
        && keyArn.equals(that.keyArn)
        && access.resolver() == that.access.resolver()
        && context.equals(that.context);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** Without the context's values, which are not for logs. */
  @Override
  public String toString() {
    return isEmptyCopy()
        ? EmptyCopy.TEXT
        : "KMS secret key " + keyArn + " (" + spec + ", " + usage + ")";
  }

  @Serial
  private Object writeReplace() {
    return SerializedHandle.of(this);
  }

  @Serial
  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("handles are read through their proxy");
  }
}
