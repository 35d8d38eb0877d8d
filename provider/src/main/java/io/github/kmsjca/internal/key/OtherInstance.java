package io.github.kmsjca.internal.key;

import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import org.jspecify.annotations.Nullable;

/** Keys of another provider instance, given to this one. */
public final class OtherInstance {
  private static final String HANDLES = KeyHandle.class.getPackageName() + ".";

  private OtherInstance() {}

  /**
   * True of a handle that another class loader's copy of this library made: it has the name of a
   * class of ours, and is of another.
   */
  public static boolean isOfOtherCopy(@Nullable Object key) {
    return key != null
        && !(key instanceof KeyHandle)
        && key.getClass().getName().startsWith(HANDLES);
  }

  /**
   * True if that instance is to answer for a key: with a result if the key is its own, with the
   * reason of its refusal if the key's instance was closed, or if no instance is left in it.
   */
  public static boolean isAnsweredFor(KeyHandle handle, KeyResolver owner) {
    return handle.isEmptyCopy() || handle.belongsTo(owner) || handle.isClosed();
  }

  /** What to do about a key or provider of another copy, as the end of a sentence. */
  static String copyAdvice() {
    return "another class loader's copy of kms-jca, whose classes are not those of this one: use"
        + " one copy for both, or get the key from a KeyStore of this one";
  }

  /**
   * To be asked before a key is handed on to other providers: if that would come back here.
   *
   * @throws InvalidKeyException if the key is of another class loader, of an instance that was
   *     closed, or an empty copy
   */
  public static void requireUsable(@Nullable Key key) throws InvalidKeyException {
    if (isOfOtherCopy(key)) {
      throw new InvalidKeyException("the key is of " + copyAdvice());
    }
    if (key instanceof KeyHandle handle) {
      handle.requireOpen();
    }
  }

  /** The same of a key that is part of an engine's parameters. */
  public static void requireUsableParameter(Key key) throws InvalidAlgorithmParameterException {
    try {
      requireUsable(key);
    } catch (InvalidKeyException e) {
      throw new InvalidAlgorithmParameterException(e.getMessage(), e);
    }
  }

  /** The refusal of such a key with the name of the instance it belongs to; others' as it is. */
  public static InvalidKeyException explained(@Nullable Key key, InvalidKeyException refusal) {
    if (!(key instanceof KeyHandle handle)) {
      return refusal;
    }
    return new InvalidKeyException(
        handle.arn()
            + " is a key of another provider instance, '"
            + handle.providerName()
            + "': register that one, or name it in getInstance ("
            + refusal.getMessage()
            + ")",
        refusal);
  }
}
