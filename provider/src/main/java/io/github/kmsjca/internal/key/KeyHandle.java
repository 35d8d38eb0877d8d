package io.github.kmsjca.internal.key;

import io.github.kmsjca.internal.algorithm.KeySpec;
import io.github.kmsjca.internal.algorithm.KeyUsage;
import io.github.kmsjca.internal.algorithm.UsualAlgorithm;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsGateway;
import io.github.kmsjca.spec.KmsKey;
import java.security.InvalidKeyException;

/** What an engine needs of a key of ours, private or secret: its facts, and the way to KMS. */
public sealed interface KeyHandle extends KmsKey permits PrivateKeyHandle, SecretKeyHandle {
  KeyArn keyArn();

  KeySpec spec();

  KeyUsage usage();

  KmsGateway gateway();

  /** The key, and what goes with KMS's calls that use it. */
  KeyUse use();

  /**
   * A key has one usage for all its life.
   *
   * @param operation of KMS that the usage permits
   * @throws InvalidKeyException if the key has another usage
   */
  default void requireUsage(KeyUsage usage, String operation) throws InvalidKeyException {
    requireOpen();
    if (usage() != usage) {
      throw new InvalidKeyException(
          arn()
              + " has key usage "
              + usage()
              + ", which does not permit "
              + operation
              + ": use a key made with "
              + usage);
    }
  }

  /**
   * Fails early, and not only when KMS is to be called.
   *
   * @throws InvalidKeyException if the provider instance of this handle was closed, or if this is
   *     an empty copy
   */
  default void requireOpen() throws InvalidKeyException {
    if (isEmptyCopy()) {
      throw new InvalidKeyException(EmptyCopy.TEXT);
    }
    if (isClosed()) {
      throw new InvalidKeyException(arn() + ": " + gateway().lifecycle().closedText() + ".");
    }
  }

  /** The refusal of an algorithm that the key, whatever its usage, is not for. */
  default InvalidKeyException unsuitableFor(String algorithm) {
    return new InvalidKeyException(
        arn()
            + " is a "
            + spec()
            + " key, which cannot do "
            + algorithm
            + ": use "
            + UsualAlgorithm.of(spec(), usage())
            + ", or another key");
  }

  /** True if the provider instance of this handle was closed. */
  default boolean isClosed() {
    return gateway().lifecycle().isClosed();
  }

  /** True of what a framework made of a handle that it copied without the fields. */
  boolean isEmptyCopy();

  /** True if this handle came from the provider instance that owns the resolver. */
  boolean belongsTo(KeyResolver owner);

  /** Name of the provider instance that this handle came from. */
  String providerName();
}
