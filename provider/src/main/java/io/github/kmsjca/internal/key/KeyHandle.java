package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.spec.KmsKey;
import java.security.InvalidKeyException;
import java.util.List;

/** What an engine needs of a key of ours, private or secret: its facts, and the way to KMS. */
public sealed interface KeyHandle extends KmsKey permits PrivateKeyHandle, SecretKeyHandle {
  KeyArn keyArn();

  KeySpec spec();

  KmsGateway gateway();

  /** What goes with KMS's calls beside the key. */
  List<String> grantTokens();

  /**
   * A key has one usage for all its life.
   *
   * @param operation of KMS that the usage permits
   * @throws InvalidKeyException if the key has another usage
   */
  default void requireUsage(KeyUsage usage, String operation) throws InvalidKeyException {
    if (!keyUsage().equals(usage.name())) {
      throw new InvalidKeyException(
          arn()
              + " has key usage "
              + keyUsage()
              + ", which does not permit "
              + operation
              + ": use a key made with "
              + usage);
    }
  }

  /** True if this handle came from the provider instance that owns the resolver. */
  boolean belongsTo(KeyResolver owner);

  /** Name of the provider instance that this handle came from. */
  String providerName();
}
