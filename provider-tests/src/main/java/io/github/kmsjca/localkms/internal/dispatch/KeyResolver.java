package io.github.kmsjca.localkms.internal.dispatch;

import io.github.kmsjca.localkms.internal.model.Caller;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.operation.Consistency;
import io.github.kmsjca.localkms.internal.operation.KeyRule;
import io.github.kmsjca.localkms.internal.operation.OperationRow;
import io.github.kmsjca.localkms.internal.state.Alias;
import io.github.kmsjca.localkms.internal.state.KmsKey;
import io.github.kmsjca.localkms.internal.state.Store;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the key that an identifier names. See <a
 * href="https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id">key
 * identifiers</a>.
 */
final class KeyResolver {
  private static final Pattern KEY_ID =
      Pattern.compile(
          "mrk-[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern ARN =
      Pattern.compile("arn:([a-z-]+):kms:([a-z0-9-]+):(\\d{12}):((?:key|alias)/.+)");
  private static final String ALIAS = "alias/";
  private static final String KEY = "key/";

  private final Store store;
  private final Consistency consistency;
  private final Authorizer authorizer;

  KeyResolver(Store store, Consistency consistency, Authorizer authorizer) {
    this.store = store;
    this.consistency = consistency;
    this.authorizer = authorizer;
  }

  /** The key as a call sees it at that moment; an operation that changes it sees all of it. */
  KmsKey resolve(Caller caller, OperationRow row, KeyRule rule, String identifier, Instant now) {
    KmsKey key = find(caller, row, rule, identifier, now);
    KmsKey seen = consistency.seen(key, now).orElseThrow(() -> noKey(key.arn()));
    return row.exclusive() ? key : seen;
  }

  private KmsKey find(
      Caller caller, OperationRow row, KeyRule rule, String identifier, Instant now) {
    if (!identifier.startsWith("arn:")) {
      return find(caller.scope(), rule, identifier, identifier, now);
    }
    Matcher arn = ARN.matcher(identifier);
    if (!arn.matches()) {
      throw rule.badArn().failure("Invalid arn " + identifier);
    }
    String region = arn.group(2);
    Scope owner = new Scope(arn.group(3), region);
    if (!region.equals(caller.scope().region()) || !owner.partition().equals(arn.group(1))) {
      throw ErrorType.NOT_FOUND.failure("Invalid arn " + region);
    }
    String resource = arn.group(4);
    if (resource.startsWith(ALIAS) && !rule.aliases()) {
      throw rule.badArn().failure("Invalid arn " + identifier);
    }
    // Whether a key of a foreign account exists is none of the caller's business.
    authorizer.authorize(caller, row.action(rule), owner, identifier);
    String name = resource.startsWith(KEY) ? resource.substring(KEY.length()) : resource;
    return find(owner, rule, name, identifier, now);
  }

  private KmsKey find(Scope owner, KeyRule rule, String name, String asSent, Instant now) {
    if (name.startsWith(ALIAS) && rule.aliases()) {
      Alias alias =
          store
              .realm(owner)
              .alias(name)
              .filter(one -> consistency.sees(one, now))
              .orElseThrow(() -> noAlias(owner.aliasArn(name)));
      return key(owner, alias.keyId());
    }
    if (!KEY_ID.matcher(name).matches()) {
      throw ErrorType.NOT_FOUND.failure("Invalid keyId '" + asSent + "'");
    }
    return key(owner, name);
  }

  private KmsKey key(Scope owner, String id) {
    return store.realm(owner).key(id).orElseThrow(() -> noKey(owner.keyArn(id)));
  }

  private static KmsFailure noKey(String arn) {
    return ErrorType.NOT_FOUND.failure("Key '" + arn + "' does not exist");
  }

  private static KmsFailure noAlias(String arn) {
    return ErrorType.NOT_FOUND.failure("Alias " + arn + " is not found.");
  }
}
