package io.github.kmsjca.internal.generator;

import io.github.kmsjca.spec.DataKey;
import io.github.kmsjca.spec.WrappedDataKey;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A private data key at hand: an ordinary private key, of which only the wrapped form is
 * serialized. The subclasses add the interface by which providers tell key types apart. What
 * providers made of it meanwhile, numbers above all, is theirs: destroying it wipes the encoding.
 */
abstract class SoftwarePrivateKey<K extends PrivateKey> implements PrivateKey, DataKey {
  private static final long serialVersionUID = 1L;

  private final transient byte[] encoded;
  private final transient String algorithm;
  private final transient WrappedDataKey wrappedForm;
  private final transient int hash;
  private transient @Nullable K key;

  SoftwarePrivateKey(K key, WrappedDataKey wrappedForm) {
    this.key = key;
    this.encoded = key.getEncoded();
    this.algorithm = key.getAlgorithm();
    this.wrappedForm = wrappedForm;
    this.hash = key.hashCode();
  }

  /** Of the class that has the interfaces of that key. */
  static PrivateKey of(PrivateKey key, WrappedDataKey wrappedForm) {
    if (key instanceof RSAPrivateCrtKey rsa) {
      return new SoftwareRsaKey(rsa, wrappedForm);
    }
    if (key instanceof ECPrivateKey ec) {
      return new SoftwareEcKey(ec, wrappedForm);
    }
    if (key instanceof EdECPrivateKey edEc) {
      return new SoftwareEdEcKey(edEc, wrappedForm);
    }
    return new SoftwareNamedKey(key, wrappedForm);
  }

  /** What providers are given. */
  final synchronized K key() {
    K present = key;
    if (present == null) {
      throw new IllegalStateException("the data key was destroyed: unwrap it anew");
    }
    return present;
  }

  @Override
  public final String getAlgorithm() {
    return algorithm;
  }

  @Override
  public final String getFormat() {
    return "PKCS#8";
  }

  @Override
  public final synchronized byte[] getEncoded() {
    key();
    return encoded.clone();
  }

  @Override
  public final synchronized void destroy() {
    key = null;
    Arrays.fill(encoded, (byte) 0);
  }

  @Override
  public final synchronized boolean isDestroyed() {
    return key == null;
  }

  @Override
  public final byte[] wrapped() {
    return wrappedForm.wrapped();
  }

  @Override
  public final String wrappingKeyArn() {
    return wrappedForm.wrappingKeyArn();
  }

  @Override
  public final Map<String, String> encryptionContext() {
    return wrappedForm.encryptionContext();
  }

  @Override
  public final int keyType() {
    return wrappedForm.keyType();
  }

  /** As the platform's keys: by the encoding. */
  @Override
  public final boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof PrivateKey that) || isDestroyed() || that.isDestroyed()) {
      return false;
    }
    byte[] mine = getEncoded();
    byte[] theirs = that.getEncoded();
    try {
      return theirs != null && MessageDigest.isEqual(mine, theirs);
    } finally {
      Arrays.fill(mine, (byte) 0);
      if (theirs != null) {
        Arrays.fill(theirs, (byte) 0);
      }
    }
  }

  /** Of the key of the provider that decoded it, whose equal keys have the same. */
  @Override
  public final int hashCode() {
    return hash;
  }

  @Override
  public final String toString() {
    return wrappedForm.toString();
  }

  @Serial
  final Object writeReplace() {
    return wrappedForm;
  }

  @Serial
  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("data keys are read in their wrapped form");
  }
}
