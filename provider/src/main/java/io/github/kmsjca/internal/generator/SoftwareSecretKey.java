package io.github.kmsjca.internal.generator;

import io.github.kmsjca.spec.DataKey;
import io.github.kmsjca.spec.WrappedDataKey;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A data key at hand: an ordinary secret key, of which only the wrapped form is serialized. */
final class SoftwareSecretKey implements SecretKey, DataKey {
  private static final long serialVersionUID = 1L;

  private final transient byte[] key;
  private final transient WrappedDataKey wrappedForm;
  private transient boolean destroyed;

  /**
   * A key.
   *
   * @param key its own from now on
   */
  SoftwareSecretKey(byte[] key, WrappedDataKey wrappedForm) {
    this.key = key;
    this.wrappedForm = wrappedForm;
  }

  @Override
  public String getAlgorithm() {
    return wrappedForm.getAlgorithm();
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  /** A copy, as everywhere. */
  @Override
  public synchronized byte[] getEncoded() {
    if (destroyed) {
      throw new IllegalStateException("the data key was destroyed: unwrap it anew");
    }
    return key.clone();
  }

  @Override
  public synchronized void destroy() {
    destroyed = true;
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public synchronized boolean isDestroyed() {
    return destroyed;
  }

  @Override
  public byte[] wrapped() {
    return wrappedForm.wrapped();
  }

  @Override
  public String wrappingKeyArn() {
    return wrappedForm.wrappingKeyArn();
  }

  @Override
  public Map<String, String> encryptionContext() {
    return wrappedForm.encryptionContext();
  }

  @Override
  public int keyType() {
    return wrappedForm.keyType();
  }

  /** As {@link SecretKeySpec}, which takes this for equal if the key is. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof SecretKey that)
        || !getAlgorithm().equalsIgnoreCase(that.getAlgorithm())
        || isDestroyed()
        || that.isDestroyed()) {
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

  /** Of the platform's own making, since equal keys have equal hash codes. */
  @Override
  public int hashCode() {
    if (isDestroyed()) {
      return wrappedForm.hashCode();
    }
    byte[] mine = getEncoded();
    try {
      return new SecretKeySpec(mine, getAlgorithm()).hashCode();
    } finally {
      Arrays.fill(mine, (byte) 0);
    }
  }

  @Override
  public String toString() {
    return wrappedForm.toString();
  }

  @Serial
  private Object writeReplace() {
    return wrappedForm;
  }

  @Serial
  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("data keys are read in their wrapped form");
  }
}
