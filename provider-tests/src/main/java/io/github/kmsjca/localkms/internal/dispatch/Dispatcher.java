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
import io.github.kmsjca.localkms.internal.policy.Identities;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Realm;
import io.github.kmsjca.localkms.internal.state.Store;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes every call through the same rules in the same order: shape, what the input alone tells,
 * key, permission, and what its row says of kind, usage and state; only then the operation performs
 * it, or rehearses it for a dry run. Thread safe.
 */
public final class Dispatcher {
  private final Store store;
  private final Environment environment;
  private final KeyResolver resolver;
  private final Identities identities;
  private final Permissions permissions;

  /** Dispatches the calls of these identities on that store. */
  public Dispatcher(Store store, Environment environment, Identities identities) {
    this.store = store;
    this.environment = environment;
    this.identities = identities;
    this.resolver = new KeyResolver(store, environment);
    this.permissions =
        new Permissions(
            store,
            environment,
            new KeyPolicies(),
            new Grants(store, environment.consistency().delay()));
  }

  /** The names of all operations. */
  public static Set<String> operations() {
    return OperationTable.names();
  }

  /** Whether there is an operation of that name. */
  public boolean knows(String operation) {
    return OperationTable.find(operation).isPresent();
  }

  /** Performs a call that nobody else has named. */
  public @Nullable ObjectNode dispatch(Caller caller, String name, JsonNode json) {
    return dispatch(caller, name, json, environment.randomness().uuid());
  }

  /**
   * Performs a call.
   *
   * @param requestId names it
   * @return the answer, null if it has no body
   * @throws KmsFailure if KMS refuses the call
   */
  public @Nullable ObjectNode dispatch(
      Caller caller, String name, JsonNode json, String requestId) {
    Operation operation =
        OperationTable.find(name).orElseThrow(ErrorType.UNKNOWN_OPERATION::failure);
    OperationRow row = operation.row();
    Input input = row.input().read(json);
    operation.checkInput(input);
    Instant now = environment.clock().instant();
    store.expire(now);
    Supplier<@Nullable ObjectNode> work = () -> perform(operation, caller, input, requestId, now);
    if (row.exclusive()) {
      return store.unit(work);
    }
    ObjectNode answer = work.get();
    store.settle();
    return answer;
  }

  private @Nullable ObjectNode perform(
      Operation operation, Caller caller, Input input, String requestId, Instant now) {
    OperationRow row = operation.row();
    Authorizer access = new Authorizer(caller, identities.of(caller), row, input, now, permissions);
    Optional<KmsKey> key = resolve(access, row.key(), now);
    Optional<KmsKey> source = resolve(access, row.source(), now);
    if (key.isEmpty() && row.source() == null) {
      operation
          .resource(input, caller.scope())
          .ifPresent(resource -> access.authorize("kms:" + row.name(), resource));
    }
    access.checkGrantTokens();
    Realm realm = store.realm(caller.scope());
    Invocation call =
        new Invocation(
            caller, input, store, realm, key, source, requestId, now, environment, access);
    key.map(call::shown).ifPresent(row::check);
    if (input.flag("DryRun")) {
      operation.rehearse(call);
      throw ErrorType.DRY_RUN.failure(
          "The request would have succeeded, but the DryRun option is set.");
    }
    ObjectNode answer = operation.handle(call);
    if (row.usage() != null) {
      key.ifPresent(used -> call.used(used, row.name()));
    }
    return answer;
  }

  private Optional<KmsKey> resolve(Authorizer access, @Nullable KeyRule rule, Instant now) {
    if (rule == null) {
      return Optional.empty();
    }
    Optional<KmsKey> key =
        access
            .input()
            .text(rule.member())
            .map(identifier -> resolver.resolve(access, rule, identifier, now));
    key.ifPresent(found -> authorize(access, rule, found));
    return key;
  }

  private static void authorize(Authorizer access, KeyRule rule, KmsKey key) {
    if (rule.reach() == KeyRule.Reach.FILTER) {
      access.authorize(access.row().action(rule), "*");
      if (!access.owns(key.scope())) {
        throw access.unknown(access.row().action(rule), key.arn());
      }
    } else {
      access.authorize(access.row().action(rule), key);
    }
  }
}
