package io.github.kmsjca.localkms.internal.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Caller;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.KeyUsage;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.operation.Environment;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.Operation;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Realm;
import io.github.kmsjca.localkms.internal.state.Store;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes every call through the same rules in the same order: shape, key, permission, state, usage,
 * the operation's own checks, dry run; only then the operation performs it. Thread safe.
 */
public final class Dispatcher {
  private final Store store;
  private final Environment environment;
  private final Authorizer authorizer = new Authorizer();
  private final KeyResolver resolver;

  /** Dispatches calls on that store. */
  public Dispatcher(Store store, Environment environment) {
    this.store = store;
    this.environment = environment;
    this.resolver = new KeyResolver(store, authorizer);
  }

  /** Whether there is an operation of that name. */
  public boolean knows(String operation) {
    return OperationTable.find(operation).isPresent();
  }

  /**
   * Performs a call.
   *
   * @return the answer, null if it has no body
   * @throws KmsFailure if KMS refuses the call
   */
  public @Nullable ObjectNode dispatch(Caller caller, String name, JsonNode json) {
    Operation operation =
        OperationTable.find(name).orElseThrow(ErrorType.UNKNOWN_OPERATION::failure);
    OperationRow row = operation.row();
    Input input = row.input().read(json);
    Realm realm = store.realm(caller.scope());
    Instant now = environment.clock().instant();
    realm.expire(now);
    if (!row.exclusive()) {
      return perform(operation, caller, input, realm, now);
    }
    realm.lock().lock();
    try {
      return perform(operation, caller, input, realm, now);
    } finally {
      realm.lock().unlock();
    }
  }

  private @Nullable ObjectNode perform(
      Operation operation, Caller caller, Input input, Realm realm, Instant now) {
    OperationRow row = operation.row();
    Optional<KmsKey> key = resolve(caller, row, input);
    authorizer.authorize(caller, row, input);
    key.ifPresent(target -> checkKey(caller, row, target));
    Invocation call = new Invocation(caller.scope(), input, realm, key, now, environment);
    operation.check(call);
    if (input.flag("DryRun")) {
      throw ErrorType.DRY_RUN.failure(
          "The request would have succeeded, but the DryRun option is set.");
    }
    return operation.handle(call);
  }

  private Optional<KmsKey> resolve(Caller caller, OperationRow row, Input input) {
    KeyRule rule = row.key();
    return rule == null
        ? Optional.empty()
        : input.text(rule.member()).map(sent -> resolver.resolve(caller, row, rule, sent));
  }

  private void checkKey(Caller caller, OperationRow row, KmsKey key) {
    authorizer.authorize(caller, row, key);
    row.states().check(key);
    KeyUsage required = row.usage();
    if (required != null && key.usage() != required) {
      throw ErrorType.INVALID_KEY_USAGE.failure(
          key.arn()
              + " key usage is "
              + key.usage()
              + " which is not valid for "
              + row.name()
              + ".");
    }
  }
}
