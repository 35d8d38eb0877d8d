package io.github.kmsjca.localkms.internal.dispatch;

import io.github.kmsjca.localkms.internal.model.AwsService;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.operation.Consistency;
import io.github.kmsjca.localkms.internal.operation.Environment;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.ManagedKey;
import io.github.kmsjca.localkms.internal.state.Alias;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Store;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the key that an identifier names. See <a
 * href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id">key
 * identifiers</a>.
 */
final class KeyResolver {
  private static final Pattern KEY_ID =
      Pattern.compile("mrk-[0-9a-f]{32}|\\p{XDigit}{8}-(?:\\p{XDigit}{4}-){3}\\p{XDigit}{12}");
  private static final Pattern ARN =
      Pattern.compile("arn:([a-z-]+):kms:([a-z0-9-]+):(\\d{12}):((?:key|alias)/.+)");
  private static final String ALIAS = "alias/";
  private static final String KEY = "key/";

  private final Store store;
  private final Environment environment;
  private final Consistency consistency;

  KeyResolver(Store store, Environment environment) {
    this.store = store;
    this.environment = environment;
    this.consistency = environment.consistency();
  }

  /**
   * The key as a call sees it at that moment; an operation that changes it sees all of it. Whether
   * a key of another account exists is told only to those who may use it.
   */
  KmsKey resolve(Authorizer access, KeyRule rule, String identifier, Instant now) {
    if (rule.makes()) {
      make(access.caller().scope(), identifier, now);
    }
    Found found = find(access.caller().scope(), rule, identifier, now);
    Supplier<KmsFailure> refusal =
        access.owns(found.owner())
            ? found.refusal()
            : () -> access.unknown(access.row().action(rule), identifier);
    KmsKey key = found.key().orElseThrow(refusal);
    KmsKey seen = consistency.seen(key, now).orElseThrow(refusal);
    return access.row().exclusive() ? key : seen;
  }

  /** Makes the key of a service of AWS if that is what the identifier names, in the own account. */
  private void make(Scope owner, String identifier, Instant now) {
    String name = identifier.substring(identifier.lastIndexOf(':') + 1);
    if (identifier.equals(name) || identifier.equals(owner.aliasArn(name))) {
      AwsService.ofAlias(name)
          .filter(service -> store.realm(owner).aliases().get(name).isEmpty())
          .ifPresent(service -> ManagedKey.make(service, owner, store, environment, now));
    }
  }

  /** A search that is over: the key, or what its owner is told if there is none. */
  private record Found(Scope owner, Optional<KmsKey> key, Supplier<KmsFailure> refusal) {}

  private Found find(Scope caller, KeyRule rule, String identifier, Instant now) {
    if (!identifier.startsWith("arn:")) {
      return identifier.startsWith(ALIAS)
          ? alias(caller, rule, identifier, now)
          : key(caller, identifier, "'");
    }
    Matcher arn = ARN.matcher(identifier);
    if (!arn.matches()) {
      throw rule.badArn().failure("Invalid arn " + identifier);
    }
    String region = arn.group(2);
    Scope owner = new Scope(arn.group(3), region);
    if (!region.equals(caller.region()) || !owner.partition().equals(arn.group(1))) {
      throw ErrorType.NOT_FOUND.failure("Invalid arn " + region);
    }
    String resource = arn.group(4);
    return resource.startsWith(KEY)
        ? key(owner, resource.substring(KEY.length()), "")
        : alias(owner, rule, resource, now);
  }

  private Found alias(Scope owner, KeyRule rule, String name, Instant now) {
    if (!rule.aliases()) {
      throw rule.aliasRefusal();
    }
    Optional<Alias> alias =
        store.realm(owner).aliases().get(name).filter(one -> consistency.sees(one, now));
    return alias.isPresent()
        ? key(owner, alias.get().keyId())
        : new Found(owner, Optional.empty(), () -> noAlias(owner.aliasArn(name)));
  }

  /** The key of that id as the caller spells it; KMS quotes the bare id, and not that of an ARN. */
  private Found key(Scope owner, String id, String quote) {
    if (!KEY_ID.matcher(id).matches()) {
      throw ErrorType.NOT_FOUND.failure("Invalid keyId " + quote + id + quote);
    }
    return key(owner, id);
  }

  private Found key(Scope owner, String id) {
    return new Found(owner, store.realm(owner).keys().get(id), () -> noKey(owner.keyArn(id)));
  }

  private static KmsFailure noKey(String arn) {
    return ErrorType.NOT_FOUND.failure("Key '" + arn + "' does not exist");
  }

  private static KmsFailure noAlias(String arn) {
    return ErrorType.NOT_FOUND.failure("Alias " + arn + " is not found.");
  }
}
