package io.github.kmsjca.internal.keystore;

import io.github.kmsjca.internal.keystore.file.EntryText;
import io.github.kmsjca.internal.kms.Gateway;
import io.github.kmsjca.internal.kms.KeyArn;
import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KmsCallException;
import io.github.kmsjca.internal.kms.call.CreateAlias;
import io.github.kmsjca.internal.kms.call.DescribeKey;
import io.github.kmsjca.internal.kms.call.UpdateAlias;
import io.github.kmsjca.internal.telemetry.Log;
import io.github.kmsjca.spec.KmsFailure;
import java.lang.System.Logger.Level;
import java.security.KeyStoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names that entries have in KMS: an entry {@code web} is the alias {@code alias/web}, if there
 * can be such an alias. They are given when a KeyStore is stored, if the entry could not be found
 * again without, or {@code nameKeys=true} wants them; an imported key has its name before. An alias
 * that names another key is moved only where {@code moveAliases=true} says so.
 */
final class KeyNaming {
  private static final String AWS_MANAGED = "alias/aws/";

  private final Gateway gateway;
  private final boolean mayMove;
  private final boolean always;

  /** Those that are known to name these keys, since they were given or looked at here. */
  private final Map<KeyName, KeyArn> given = new ConcurrentHashMap<>();

  /** Those that were made here, and that KMS may not know everywhere yet. */
  private final Set<KeyName> fresh = ConcurrentHashMap.newKeySet();

  /**
   * Gives names in this way.
   *
   * @param mayMove whether an alias may be taken from another key
   * @param always whether keys get their names although a file has their entries
   */
  KeyNaming(Gateway gateway, boolean mayMove, boolean always) {
    this.gateway = gateway;
    this.mayMove = mayMove;
    this.always = always;
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
    return holder(alias, Set.of(KmsFailure.NOT_FOUND));
  }

  private Optional<DescribeKey.Description> holder(KeyName alias, Set<KmsFailure> likeNone)
      throws KeyStoreException {
    try {
      return Optional.of(gateway.perform(new DescribeKey(alias)));
    } catch (KmsCallException e) {
      if (likeNone.contains(e.failure())) {
        return Optional.empty();
      }
      throw new KeyStoreException(e.getMessage(), e);
    }
  }

  private @Nullable KeyArn keyOf(KeyName alias) throws KeyStoreException {
    return holder(alias).map(DescribeKey.Description::arn).orElse(null);
  }

  /**
   * What is to be done in KMS as entries go into a file: nothing, unless the setting says so. It is
   * done before the file is written, so that what KMS refuses leaves the file as it was.
   */
  void beforeFile(Edits edits) throws KeyStoreException {
    if (always) {
      give(edits);
      settle();
    }
  }

  /**
   * Has KMS keep entries by their aliases alone.
   *
   * @throws KeyStoreException before anything is done, if there is one that cannot be kept so
   */
  void insteadOfFile(Edits edits) throws KeyStoreException {
    for (Map.Entry<String, Optional<EntryText>> change : edits.changes().entrySet()) {
      EntryText text = change.getValue().orElse(null);
      if (text == null || !canBeFound(text)) {
        throw new KeyStoreException(
            "KeyStore entry '"
                + change.getKey()
                + "': there is no keystore file to keep this change in, and KMS keeps none but"
                + " aliases of keys in its Region: name a file by certificates=, or store to a"
                + " stream");
      }
    }
    give(edits);
    settle(); // by their aliases alone the entries are found again
  }

  /** True if the entry is all that its alias tells, or will tell. */
  private boolean canBeFound(EntryText text) throws KeyStoreException {
    KeyName alias = aliasOf(text.alias());
    KeyName key = text.key();
    return text.chain().isEmpty()
        && alias != null
        && key != null
        && (key.equals(alias) || (key.keyArn().isPresent() && isNear(key.keyArn().get())));
  }

  private void give(Edits edits) throws KeyStoreException {
    Map<KeyName, KeyArn> missing = missing(edits);
    if (missing.size() > 1) { // one is refused by KMS itself, with nothing done
      look(missing);
    }
    List<KeyName> done = new ArrayList<>();
    for (Map.Entry<KeyName, KeyArn> name : missing.entrySet()) {
      try {
        give(name.getKey(), name.getValue());
      } catch (KeyStoreException e) {
        throw done.isEmpty() ? e : afterSome(done, e);
      }
      done.add(name.getKey());
    }
  }

  private Map<KeyName, KeyArn> missing(Edits edits) throws KeyStoreException {
    Map<KeyName, KeyArn> missing = new LinkedHashMap<>();
    for (Optional<EntryText> change : edits.changes().values()) {
      KeyName name = change.map(EntryText::key).orElse(null);
      KeyName alias = change.map(text -> aliasOf(text.alias())).orElse(null);
      KeyArn key = name == null ? null : name.keyArn().orElse(null);
      if (key != null && alias != null && isMissing(alias, key)) {
        missing.put(alias, key);
      }
    }
    return missing;
  }

  /** Refuses names that are taken before the first is given, and drops those that are right. */
  private void look(Map<KeyName, KeyArn> missing) throws KeyStoreException {
    for (Map.Entry<KeyName, KeyArn> name : Map.copyOf(missing).entrySet()) {
      KeyName alias = name.getKey();
      // Who may not look may be allowed to make an alias all the same, and KMS knows who has it.
      KeyArn holder =
          holder(alias, Set.of(KmsFailure.NOT_FOUND, KmsFailure.ACCESS_DENIED))
              .map(DescribeKey.Description::arn)
              .orElse(null);
      if (name.getValue().equals(holder)) {
        given.put(alias, holder);
        missing.remove(alias);
      } else if (holder != null && !mayMove) {
        throw taken(alias, holder);
      }
    }
  }

  private static KeyStoreException afterSome(List<KeyName> done, KeyStoreException e) {
    String names = done.stream().map(KeyName::toString).collect(Collectors.joining(", "));
    return new KeyStoreException(
        e.getMessage() + " (made or moved in KMS before that, and left so: " + names + ")", e);
  }

  private boolean isMissing(KeyName alias, KeyArn key) throws KeyStoreException {
    return !key.equals(given.get(alias)) && isNear(key);
  }

  private boolean isNear(KeyArn key) throws KeyStoreException {
    try {
      return gateway.isInDefaultRegion(key);
    } catch (KmsCallException e) {
      throw new KeyStoreException(e.getMessage(), e);
    }
  }

  /**
   * Sees to it that the alias names this key. A key of another Region gets none: its alias would be
   * there, where bare names are not looked for.
   */
  void give(KeyName alias, KeyArn key) throws KeyStoreException {
    if (!isMissing(alias, key)) {
      return;
    }
    try {
      create(alias, key);
    } catch (KmsCallException e) {
      if (e.failure() != KmsFailure.ALREADY_EXISTS) {
        throw new KeyStoreException(e.getMessage(), e);
      }
      move(alias, key);
    }
    given.put(alias, key);
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
    KeyArn holder = keyOf(alias);
    if (!key.equals(holder) && !mayMove) {
      throw taken(alias, holder);
    }
    return key.equals(holder);
  }

  private void create(KeyName alias, KeyArn key) throws KmsCallException {
    gateway.perform(new CreateAlias(alias, key));
    given.put(alias, key);
    fresh.add(alias);
  }

  /** Waits until KMS knows the aliases that were made here: others are about to ask for them. */
  private void settle() {
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
    KeyArn holder = keyOf(alias);
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
            + ": choose another entry name, keep the entry in a file (certificates=), or set"
            + " moveAliases=true");
  }
}
