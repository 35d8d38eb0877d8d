package io.github.kmsjca.internal.kms;

import io.github.kmsjca.internal.kms.client.KmsClients;
import io.github.kmsjca.spec.KmsFailure;
import java.util.Optional;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Refuses keys out of scope, before the call; finds out what the scope needs to know for that, and
 * notes what an answer tells it.
 */
final class ScopeGuard {
  private final KeyScope scope;
  private final KmsClients clients;
  private final ScopeCalls calls;
  private final Unguarded gateway;

  /** Makes calls whatever the scope says. */
  @FunctionalInterface
  interface Unguarded {
    <S, R> R answer(KmsCall<S, R> call) throws KmsCallException;
  }

  ScopeGuard(KeyScope scope, KmsClients clients, ScopeCalls calls, Unguarded gateway) {
    this.scope = scope;
    this.clients = clients;
    this.calls = calls;
    this.gateway = gateway;
  }

  /** Before a call. */
  void require(KmsCall<?, ?> call) throws KmsCallException {
    String operation = call.operation();
    KeyName alias = call.alias();
    if (alias != null) {
      require(operation, alias); // else the key would get it, and then nobody could use it
    }
    for (KeyName key : call.keys()) {
      require(operation, key);
    }
    if (call.makesKey()) {
      requireOwnAccount(operation);
    }
  }

  private void require(String operation, KeyName name) throws KmsCallException {
    KeyScope.Verdict verdict = scope.verdict(name);
    if (verdict == KeyScope.Verdict.NEEDS_KEYS) {
      resolveListedKeys();
      verdict = scope.verdict(name);
    } else if (verdict == KeyScope.Verdict.NEEDS_OWN_ACCOUNT) {
      findOwnAccount(operation, name);
      verdict = scope.verdict(name);
    }
    if (verdict != KeyScope.Verdict.IN) {
      throw new KmsCallException(KmsFailure.OUT_OF_SCOPE, operation, name.keyId(), "", null);
    }
  }

  /** Before a key is made: it would be one of the caller's own account. */
  private void requireOwnAccount(String operation) throws KmsCallException {
    if (!scope.isOfAccounts()) {
      return;
    }
    Optional<String> account = accountOfCredentials(operation);
    if (account.isEmpty()) {
      account = gateway.answer(calls.anyKey(Optional.empty())).map(KeyArn::account);
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

  /** After a call: KMS said which key the name means. */
  void learn(KeyName name, KeyArn answered, ResponseChecks checks) throws KmsCallException {
    scope.learn(name, answered);
    if (!scope.permitsResolved(answered)) {
      throw checks.unusable(KmsFailure.OUT_OF_SCOPE, "it is " + answered);
    }
  }

  /** After a call: the alias names that key from now on. */
  void learn(KeyName alias, KeyName key) {
    key.keyArn().ifPresent(arn -> scope.learn(alias, arn));
  }

  /** After a key was made. */
  void requirePermitted(String operation, KeyArn made) throws KmsCallException {
    if (!scope.permitsResolved(made)) {
      throw new KmsCallException(
          KmsFailure.OUT_OF_SCOPE, operation, made.toString(), "it was made", null);
    }
  }

  /** It may be used from now on, whatever name it gets. */
  void made(KeyArn key) {
    scope.made(key);
  }

  /** A listed name that cannot be resolved leaves its key out of scope, and the others alone. */
  private void resolveListedKeys() throws KmsCallException {
    for (KeyName listed : scope.unresolvedKeys()) {
      try {
        resolve(listed);
      } catch (KmsCallException e) {
        if (!e.endsPermission()) {
          throw e;
        }
      }
    }
  }

  /** As the key will be resolved when it is used: so this needs no further permission. */
  private void resolve(KeyName listed) throws KmsCallException {
    try {
      gateway.answer(calls.publicKey(listed));
    } catch (KmsCallException e) {
      if (!e.mayBeOfSymmetricKey()) {
        throw e;
      }
      gateway.answer(calls.description(listed));
    }
  }

  /**
   * An account that owns the key has at least that key in its Region, so one row of ListKeys tells.
   */
  private void findOwnAccount(String operation, KeyName name) throws KmsCallException {
    Optional<String> account = accountOfCredentials(operation);
    if (account.isEmpty()) {
      account = accountOfAnyKey(operation, name);
    }
    account.ifPresent(scope::learnOwnAccount);
  }

  /** The account of the credentials, where they tell it: no call of KMS. */
  private Optional<String> accountOfCredentials(String operation) throws KmsCallException {
    try {
      return clients.credentials().flatMap(AwsCredentialsIdentity::accountId);
    } catch (RuntimeException e) {
      throw SdkFailures.of(e, operation, "");
    }
  }

  private Optional<String> accountOfAnyKey(String operation, KeyName name) throws KmsCallException {
    try {
      return gateway.answer(calls.anyKey(name.region())).map(KeyArn::account);
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
