package io.github.kmsjca.internal.delegation;

import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.KeyAgreement;
import org.jspecify.annotations.Nullable;

/**
 * Key agreements with keys that are not ours. JCA can pin us to a {@code KeyAgreement} before it
 * has seen the key (by {@code getProvider} first, or by our name), and then sends us any key. Our
 * services declare foreign keys unsupported, so whom JCA chooses here is never us again.
 */
public final class ForeignAgreements {
  private ForeignAgreements() {}

  /** A KeyAgreement of the other providers, initialised. */
  public static KeyAgreement create(
      String algorithm,
      @Nullable Key key,
      @Nullable AlgorithmParameterSpec parameters,
      @Nullable SecureRandom random)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    KeyAgreement agreement;
    try {
      agreement = KeyAgreement.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new InvalidKeyException("no other provider has " + algorithm, e);
    }
    if (parameters != null && random != null) {
      agreement.init(key, parameters, random);
    } else if (parameters != null) {
      agreement.init(key, parameters);
    } else if (random != null) {
      agreement.init(key, random);
    } else {
      agreement.init(key);
    }
    return agreement;
  }
}
