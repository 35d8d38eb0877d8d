package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.kms.KeyArn;
import java.io.InvalidObjectException;
import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import java.security.Provider;
import java.security.Security;
import java.util.Objects;

/**
 * A handle on its way to another JVM: names, no secret. Nothing in it is trusted: reading it makes
 * no KMS call, the public key is fetched from KMS, and the gateway refuses an ARN out of scope.
 *
 * @param providerName the provider instance to look for where it is read
 */
record SerializedHandle(String arn, KeySpec spec, String usage, String providerName)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  @Serial
  private Object readResolve() throws ObjectStreamException {
    try {
      KeyArn keyArn = KeyArn.parse(arn);
      Provider provider = Security.getProvider(providerName);
      if (provider != null
          && provider.getService("KeyStore", "AWSKMS") instanceof ResolverSource source) {
        return PrivateKeyHandle.of(
            keyArn, spec, Objects.requireNonNull(usage), source.resolver(), null);
      }
    } catch (IllegalArgumentException | NullPointerException e) {
      InvalidObjectException invalid = new InvalidObjectException("not a KMS key handle");
      invalid.initCause(e);
      throw invalid;
    }
    throw new InvalidObjectException(
        "The handle of KMS key "
            + arn
            + " needs the provider '"
            + providerName
            + "', which is not installed here: call KmsProvider.install() first");
  }
}
