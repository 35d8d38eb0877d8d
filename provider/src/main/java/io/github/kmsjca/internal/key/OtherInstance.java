package io.github.kmsjca.internal.key;

import java.security.InvalidKeyException;
import java.security.Key;
import org.jspecify.annotations.Nullable;

/** Keys of another provider instance, given to this one. */
public final class OtherInstance {
  private OtherInstance() {}

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
