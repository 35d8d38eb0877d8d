package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.kms.Gateway;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.KmsFailure;
import io.github.kmsjca.internal.kms.call.CreateAlias;
import io.github.kmsjca.internal.kms.call.DescribeKey;
import io.github.kmsjca.internal.kms.call.UpdateAlias;
import io.github.kmsjca.internal.telemetry.Log;
import java.lang.System.Logger.Level;
import java.security.KeyStoreException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The names that entries have in KMS: an entry {@code web} is the alias {@code alias/web}, if there
 * can be such an alias. An alias is made if there is none; one that names another key is moved only
 * where {@code moveAliases=true} says so.
 */
final class KeyNaming {
  private static final String AWS_MANAGED = "alias/aws/";

  private final Gateway gateway;
  private final boolean mayMove;

  /** Those that were made here, and that KMS may not know everywhere yet. */
  private final Set<KeyName> fresh = ConcurrentHashMap.newKeySet();

  KeyNaming(Gateway gateway, boolean mayMove) {
    this.gateway = gateway;
    this.mayMove = mayMove;
  }

  boolean mayMove() {
    return mayMove;
  }

  /** The KMS alias that an entry of that name would have; {@code null} if it can have none. */
  static @Nullable KeyName aliasOf(String entry) {
    try {
      KeyName name = KeyName.parse(entry);
      boolean isPossible =
          name.isAlias()
              && name.region().isEmpty()
              && !name.keyId().contains(":")
              && !name.keyId().startsWith(AWS_MANAGED);
      return isPossible ? name : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** What KMS says of the key that has the alias now; empty if there is no such alias. */
  Optional<DescribeKey.Description> holder(KeyName alias) throws KeyStoreException {
    try {
      return Optional.of(gateway.perform(new DescribeKey(alias)));
    } catch (KmsCallException e) {
      if (e.failure() == KmsFailure.NOT_FOUND) {
        return Optional.empty();
      }
      throw new KeyStoreException(e.getMessage(), e);
    }
  }

  /**
   * Sees to it that the alias names this key. A key of another Region gets none: its alias would be
   * there, where bare names are not looked for.
   */
  void give(KeyName alias, KeyArn key) throws KeyStoreException {
    try {
      if (!gateway.isInDefaultRegion(key)) {
        return;
      }
      create(alias, key);
    } catch (KmsCallException e) {
      if (e.failure() != KmsFailure.ALREADY_EXISTS) {
        throw new KeyStoreException(e.getMessage(), e);
      }
      move(alias, key);
    }
  }

  /**
   * Gives a new key a name that is free. False if it is not, but may be moved: then the key is to
   * work first.
   */
  boolean giveFree(KeyName alias, KeyArn key) throws KeyStoreException {
    try {
      create(alias, key);
      return true;
    } catch (KmsCallException e) {
      if (e.failure() != KmsFailure.ALREADY_EXISTS) {
        throw new KeyStoreException(e.getMessage(), e);
      }
    }
    KeyArn holder = holder(alias).map(DescribeKey.Description::arn).orElse(null);
    if (!key.equals(holder) && !mayMove) {
      throw taken(alias, holder);
    }
    return key.equals(holder);
  }

  private void create(KeyName alias, KeyArn key) throws KmsCallException {
    gateway.perform(new CreateAlias(alias, key));
    fresh.add(alias);
  }

  /** Waits until KMS knows the aliases that were made here: others are about to ask for them. */
  void settle() {
    for (KeyName alias : List.copyOf(fresh)) {
      try {
        gateway.perform(new DescribeKey(alias)); // which is repeated for what was made here
      } catch (KmsCallException e) {
        Log.logger().log(Level.DEBUG, "{0} was made, and not seen: {1}", alias, e.getMessage());
      }
      fresh.remove(alias);
    }
  }

  private void move(KeyName alias, KeyArn key) throws KeyStoreException {
    KeyArn holder = holder(alias).map(DescribeKey.Description::arn).orElse(null);
    if (key.equals(holder)) {
      return;
    }
    if (!mayMove) {
      throw taken(alias, holder);
    }
    try {
      gateway.perform(new UpdateAlias(alias, key));
    } catch (KmsCallException e) {
      throw new KeyStoreException(e.getMessage(), e);
    }
  }

  static KeyStoreException taken(KeyName alias, @Nullable KeyArn holder) {
    return new KeyStoreException(
        "the KMS alias "
            + alias
            + " names another key, "
            + holder
            + ": choose another entry name, or set moveAliases=true");
  }
}
