package io.github.kmsjca.internal.kms;

import java.util.Optional;

/**
 * The calls by which the gateway finds out whether a key is in scope. Given to it from above, since
 * calls know the gateway and not the other way round.
 */
public interface ScopeCalls {
  /** GetPublicKey: says which key a name means, unless it is a symmetric one. */
  KmsCall<?, ?> publicKey(KeyName name);

  /** DescribeKey: says which key a name means. */
  KmsCall<?, ?> description(KeyName name);

  /** ListKeys: some key of the caller's account in that Region, if it has any. */
  KmsCall<?, Optional<KeyArn>> anyKey(Optional<String> region);
}
