package io.github.kmsjca.localkms.internal.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.model.Caller;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes every call through the same rules in the same order: shape, key, permission, what the input
 * alone tells, state, usage; only then the operation performs it, or rehearses it for a dry run.
 * Thread safe.
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
    this.resolver = new KeyResolver(store, environment.consistency(), authorizer);
  }

  /** The names of all operations. */
  public static Set<String> operations() {
    return OperationTable.names();
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
    Optional<KmsKey> key = resolve(caller, row, row.key(), input, now);
    Optional<KmsKey> source = resolve(caller, row, row.source(), input, now);
    authorizer.authorize(caller, row, input);
    operation.checkInput(input);
    key.ifPresent(row::check);
    Invocation call =
        new Invocation(caller.scope(), input, store, realm, key, source, now, environment);
    if (input.flag("DryRun")) {
      operation.rehearse(call);
      throw ErrorType.DRY_RUN.failure(
          "The request would have succeeded, but the DryRun option is set.");
    }
    return operation.handle(call);
  }

  private Optional<KmsKey> resolve(
      Caller caller, OperationRow row, @Nullable KeyRule rule, Input input, Instant now) {
    return rule == null
        ? Optional.empty()
        : input.text(rule.member()).map(sent -> resolve(caller, row, rule, sent, now));
  }

  private KmsKey resolve(Caller caller, OperationRow row, KeyRule rule, String sent, Instant now) {
    String action = row.action(rule);
    KmsKey key = resolver.resolve(caller, row, rule, sent, now);
    authorizer.authorize(caller, action, key.scope(), key.arn());
    return key;
  }
}
