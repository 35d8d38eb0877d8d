package io.github.kmsjca.internal.kms;

import static io.github.kmsjca.internal.kms.ResponseChecks.failure;

import java.util.Optional;

/** Refuses keys out of scope, before the call; finds out what the scope needs to know for that. */
final class ScopeGuard {
  private final KeyScope scope;
  private final SdkCalls calls;
  private final KeyLookup lookup;

  ScopeGuard(KeyScope scope, SdkCalls calls, KeyLookup lookup) {
    this.scope = scope;
    this.calls = calls;
    this.lookup = lookup;
  }

  void require(String operation, KeyName name) throws KmsCallException {
    KeyScope.Verdict verdict = scope.verdict(name);
    if (verdict == KeyScope.Verdict.NEEDS_KEYS) {
      resolveListedKeys();
      verdict = scope.verdict(name);
    } else if (verdict == KeyScope.Verdict.NEEDS_OWN_ACCOUNT) {
      findOwnAccount(operation, name);
      verdict = scope.verdict(name);
    }
    if (verdict != KeyScope.Verdict.IN) {
      throw failure(KmsFailure.OUT_OF_SCOPE, operation, name, "");
    }
  }

  /** Before a key is made: it would be one of the caller's own account. */
  void requireOwnAccount(String operation) throws KmsCallException {
    if (!scope.isOfAccounts()) {
      return;
    }
    Optional<String> account = calls.accountOfCredentials(operation);
    if (account.isEmpty()) {
      account = lookup.anyKey(Optional.empty()).map(KeyArn::account);
    }
    if (account.isPresent() && !scope.permitsAccount(account.get())) {
      throw new KmsCallException(
          KmsFailure.OUT_OF_SCOPE,
          operation,
          "",
          "it would be made in account " + account.get(),
          null);
    }
  }

  /** A listed name that cannot be resolved leaves its key out of scope, and the others alone. */
  private void resolveListedKeys() throws KmsCallException {
    for (KeyName listed : scope.unresolvedKeys()) {
      try {
        resolve(listed);
      } catch (KmsCallException e) {
        if (e.failure().isTransient()) {
          throw e;
        }
      }
    }
  }

  /** As the key will be resolved when it is used: so this needs no further permission. */
  private void resolve(KeyName listed) throws KmsCallException {
    try {
      lookup.publicKey(listed);
    } catch (KmsCallException e) {
      if (!e.mayBeOfSymmetricKey()) {
        throw e;
      }
      lookup.describe(listed);
    }
  }

  /**
   * An account that owns the key has at least that key in its Region, so one row of ListKeys tells.
   */
  private void findOwnAccount(String operation, KeyName name) throws KmsCallException {
    Optional<String> account = calls.accountOfCredentials(operation);
    if (account.isEmpty()) {
      account = accountOfAnyKey(operation, name);
    }
    account.ifPresent(scope::learnOwnAccount);
  }

  private Optional<String> accountOfAnyKey(String operation, KeyName name) throws KmsCallException {
    try {
      return lookup.anyKey(name.region()).map(KeyArn::account);
    } catch (KmsCallException e) {
      // The caller asked for no list, and need not be permitted one.
      String detail =
          "whether the key is of the caller's own account cannot be told without accounts= or"
              + " keys=: "
              + e.getMessage();
      throw new KmsCallException(e.failure(), operation, name.keyId(), detail, e);
    }
  }
}
