package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.Setting;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which keys may be used: those of {@code keys=}, of {@code accounts=}, or else of the caller's own
 * account. It guards every KeyId that is sent, since ARNs also come from files, messages and
 * serialized handles that others may have written. Pure: it says what it needs to know, and is
 * told.
 */
final class KeyScope {
  /** What the scope says of a key, as far as it knows. */
  enum Verdict {
    IN,
    OUT,
    /** Undecided until every name of {@code keys=} is resolved to its ARN. */
    NEEDS_KEYS,
    /** Undecided until the caller's own account is known. */
    NEEDS_OWN_ACCOUNT
  }

  private final List<KeyName> keys;
  private final List<String> accounts;
  private final List<String> regions;
  private final Set<KeyArn> resolvedKeys = ConcurrentHashMap.newKeySet();
  private final Set<KeyName> unresolvedKeys = ConcurrentHashMap.newKeySet();
  private volatile @Nullable String ownAccount;

  KeyScope(Configuration configuration) {
    this.keys = configuration.list(Setting.KEYS).stream().map(KeyName::parse).toList();
    this.accounts = configuration.list(Setting.ACCOUNTS);
    this.regions = configuration.list(Setting.REGIONS);
    for (KeyName key : keys) {
      key.keyArn()
          .ifPresentOrElse(arn -> resolvedKeys.add(oneOf(arn)), () -> unresolvedKeys.add(key));
    }
  }

  /** A multi-Region key is one key in all of {@code regions=}, and so has one ARN here. */
  private KeyArn oneOf(KeyArn key) {
    return regions.contains(key.region()) ? key.in(regions.get(0)) : key;
  }

  Verdict verdict(KeyName name) {
    Optional<String> account = name.account();
    if (!accounts.isEmpty() && account.isPresent() && !accounts.contains(account.get())) {
      return Verdict.OUT;
    }
    if (!keys.isEmpty()) {
      return ofListedKeys(name);
    }
    if (!accounts.isEmpty() || account.isEmpty()) {
      return Verdict.IN;
    }
    String own = ownAccount;
    if (own == null) {
      return Verdict.NEEDS_OWN_ACCOUNT;
    }
    return own.equals(account.get()) ? Verdict.IN : Verdict.OUT;
  }

  private Verdict ofListedKeys(KeyName name) {
    if (keys.contains(name)) {
      return Verdict.IN;
    }
    Optional<KeyArn> arn = name.keyArn();
    if (arn.isPresent() && resolvedKeys.contains(oneOf(arn.get()))) {
      return Verdict.IN;
    }
    // Only an ARN can turn out to be what a listed name means: other names are compared as names.
    return arn.isPresent() && !unresolvedKeys.isEmpty() ? Verdict.NEEDS_KEYS : Verdict.OUT;
  }

  /** The listed names whose ARN is not known yet. */
  Set<KeyName> unresolvedKeys() {
    return Set.copyOf(unresolvedKeys);
  }

  /** KMS said which key a name means: a name without an account is one of the caller's own. */
  void learn(KeyName name, KeyArn arn) {
    if (name.account().isEmpty()) {
      ownAccount = arn.account();
    }
    if (keys.contains(name)) {
      resolvedKeys.add(oneOf(arn));
      unresolvedKeys.remove(name);
    }
  }

  /** This provider made that key itself: so it may be used, whatever name it gets. */
  void made(KeyArn arn) {
    ownAccount = arn.account();
    resolvedKeys.add(oneOf(arn));
  }

  /** The credentials, or KMS, said whose account the caller's is. */
  void learnOwnAccount(String account) {
    ownAccount = account;
  }

  /** True if the resolved key may be used, whatever name led to it. */
  boolean permitsResolved(KeyArn arn) {
    return permitsAccount(arn.account());
  }

  boolean permitsAccount(String account) {
    return accounts.isEmpty() || accounts.contains(account);
  }

  /** True if {@code accounts=} is set. */
  boolean isOfAccounts() {
    return !accounts.isEmpty();
  }
}
