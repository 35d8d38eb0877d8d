package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCall;
import io.github.kmsjca.internal.kms.ScopeCalls;
import java.util.Optional;

/** The gateway's own calls. */
public final class ScopeLookups implements ScopeCalls {
  @Override
  public KmsCall<?, ?> publicKey(KeyName name) {
    return new GetPublicKey(name);
  }

  @Override
  public KmsCall<?, ?> description(KeyName name) {
    return new DescribeKey(name);
  }

  @Override
  public KmsCall<?, Optional<KeyArn>> anyKey(Optional<String> region) {
    return new ListKeys(region);
  }
}
