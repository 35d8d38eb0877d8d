package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.spec.KmsKey;
import io.github.kmsjca.spec.KmsPrivateKey;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.security.InvalidKeyException;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What all private key handles share: the ARN, public facts, and the way to KMS. The subclasses add
 * the one interface by which libraries tell key types apart.
 */
public abstract sealed class PrivateKeyHandle implements KmsPrivateKey, KeyHandle, ParameterizedKey
    permits RsaKeyHandle, EcKeyHandle, EdEcKeyHandle, NamedKeyHandle {
  private static final long serialVersionUID = 1L;

  private final transient KeyArn keyArn;
  private final transient KeySpec spec;
  private final transient KeyUsage usage;
  private final transient KeyAccess access;
  private final transient KeyUse use;
  private transient volatile @Nullable PublicKey publicKey;

  /** Set before anybody has the handle, if it goes with a certificate. */
  private transient volatile @Nullable String certifiedAlgorithm;

  PrivateKeyHandle(
      KeyArn keyArn,
      KeySpec spec,
      KeyUsage usage,
      KeyAccess access,
      @Nullable PublicKey publicKey) {
    this.keyArn = keyArn;
    this.spec = spec;
    this.usage = usage;
    this.access = access;
    this.use = access.use(keyArn);
    this.publicKey = publicKey;
  }

  /** A handle of the class that suits the spec. */
  static PrivateKeyHandle of(
      KeyArn keyArn,
      KeySpec spec,
      KeyUsage usage,
      KeyAccess access,
      @Nullable PublicKey publicKey) {
    return switch (spec.family()) {
      case RSA -> new RsaKeyHandle(keyArn, spec, usage, access, publicKey);
      case EC, SM2 -> new EcKeyHandle(keyArn, spec, usage, access, publicKey);
      case EDDSA -> new EdEcKeyHandle(keyArn, spec, usage, access, publicKey);
      case ML_DSA, ML_KEM -> new NamedKeyHandle(keyArn, spec, usage, access, publicKey);
      case SYMMETRIC, HMAC -> throw new IllegalArgumentException(spec + " has no private key");
    };
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

  /** Also refuses a handle that is known to be false: KMS's refusal would name the algorithm. */
  @Override
  public void requireUsage(KeyUsage needed, String operation) throws InvalidKeyException {
    requireOpen();
    access.resolver().requireTrue(this);
    KeyHandle.super.requireUsage(needed, operation);
  }

  /**
   * The handle for use with a certificate: its public key is the certificate's, which may say more
   * about the key's use than KMS does.
   *
   * @throws InvalidKeyException if the certificate is of another key; the message has both
   *     fingerprints
   */
  public PrivateKeyHandle withCertificateKey(PublicKey certified) throws InvalidKeyException {
    PublicKey own = publicKey();
    if (!PublicKeys.same(own, certified)) {
      throw new InvalidKeyException(
          "the certificate is of another key: KMS key "
              + keyArn
              + " has "
              + PublicKeys.fingerprint(own)
              + ", the certificate "
              + PublicKeys.fingerprint(certified)
              + ". Name the certificate's own key, or get a certificate for this one");
    }
    return named(of(keyArn, spec, usage, access, certified), certified.getAlgorithm());
  }

  /**
   * Other providers than the platform's have other names: Bouncy Castle's Ed25519 is the platform's
   * EdDSA. A number is no name: such a key is known to nobody.
   */
  private static PrivateKeyHandle named(PrivateKeyHandle handle, @Nullable String algorithm) {
    boolean isName = algorithm != null && !Character.isDigit(algorithm.charAt(0));
    handle.certifiedAlgorithm = isName ? algorithm : null;
    return handle;
  }

  /** The same kind of object: an adapter stays one. */
  @Override
  public PrivateKeyHandle withGrantTokens(String... tokens) {
    KeyAccess with = access().with(KmsKey.checkedGrantTokens(Arrays.asList(tokens)));
    PrivateKeyHandle handle = named(of(keyArn, spec, usage, with, publicKey), certifiedAlgorithm);
    return this instanceof RSAPrivateKey || this instanceof ECPrivateKey
        ? handle.withSecretGetters()
        : handle;
  }

  /**
   * The same key as the JCA interface with getters for the secret, which throw; this handle itself
   * if its kind has none.
   */
  public PrivateKeyHandle withSecretGetters() {
    return switch (spec().family()) {
      case RSA -> new RsaSecretlessKey(keyArn, spec, usage, access, publicKey);
      case EC -> new EcSecretlessKey(keyArn, spec, usage, access, publicKey);
      case SM2, EDDSA, ML_DSA, ML_KEM, SYMMETRIC, HMAC -> this;
    };
  }

  final UnsupportedOperationException secretIsInKms() {
    return new UnsupportedOperationException(
        "the private key " + keyArn + " is in KMS and never leaves it: is the provider first?");
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
  public PublicKey publicKey() {
    PublicKey key = publicKey;
    if (key == null) {
      try {
        key = access().resolver().publicKey(this);
      } catch (KmsCallException e) {
        throw new ProviderException(e.getMessage(), e);
      }
      publicKey = key;
    }
    return key;
  }

  @Override
  public String getAlgorithm() {
    if (isEmptyCopy()) {
      return EmptyCopy.algorithm(this);
    }
    // A KeyStore's entry must have one name for both of its keys.
    String certified = certifiedAlgorithm;
    if (certified != null) {
      return certified;
    }
    // An RSA key can be bound to RSASSA-PSS.
    PublicKey key = publicKey;
    return key instanceof RSAKey ? key.getAlgorithm() : spec.family().jcaName();
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
    return other instanceof PrivateKeyHandle that
        && !isEmptyCopy()
        && !that.isEmptyCopy()
        && keyArn.equals(that.keyArn)
        && access.resolver() == that.access.resolver();
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(keyArn);
  }

  @Override
  public String toString() {
    return isEmptyCopy()
        ? EmptyCopy.TEXT
        : "KMS private key " + keyArn + " (" + spec + ", " + usage + ")";
  }

  @Serial
  final Object writeReplace() {
    return SerializedHandle.of(this);
  }

  @Serial
  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("handles are read through their proxy");
  }
}
