package io.github.kmsjca.internal.refusal;

import io.github.kmsjca.internal.key.KeyHandle;
import io.github.kmsjca.internal.key.OtherInstance;
import java.security.InvalidKeyException;
import java.security.Key;
import org.jspecify.annotations.Nullable;

/**
 * What KMS cannot do, and why.
 *
 * @param engine as JCA knows it
 * @param name that was asked for
 * @param reason with what to take instead
 */
public record Refusal(String engine, String name, String reason) {
  /** For who asks without a key. */
  public String text() {
    return "AWSKMS has no " + engine + " " + name + ": " + reason;
  }

  /** For who has a key. */
  InvalidKeyException of(@Nullable Key key) {
    try {
      OtherInstance.requireUsable(key);
    } catch (InvalidKeyException e) {
      return e;
    }
    String whose = key instanceof KeyHandle handle ? handle.arn() + " cannot do " : "";
    return new InvalidKeyException(whose + name + ": " + reason);
  }
}
