package io.github.kmsjca.internal.delegation;

import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Macs with keys that are not ours. JCA can pin us to a {@code Mac} before it has seen the key (by
 * {@code getProvider} or {@code getMacLength} first, or by our name), and then sends us any key.
 * Our services declare foreign keys unsupported, so whom JCA chooses here is never us again.
 */
public final class ForeignMacs {
  private ForeignMacs() {}

  /** A Mac of the other providers, initialised. */
  public static Mac create(
      String algorithm, @Nullable Key key, @Nullable AlgorithmParameterSpec parameters)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    try {
      Mac mac = Mac.getInstance(algorithm);
      if (parameters == null) {
        mac.init(key);
      } else {
        mac.init(key, parameters);
      }
      return mac;
    } catch (NoSuchAlgorithmException e) {
      throw new InvalidKeyException("no other provider has " + algorithm, e);
    }
  }
}
