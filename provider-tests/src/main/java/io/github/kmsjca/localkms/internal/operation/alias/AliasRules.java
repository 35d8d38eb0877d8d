package io.github.kmsjca.localkms.internal.operation.alias;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.state.Alias;
import io.github.kmsjca.localkms.internal.state.KmsKey;

/** What an alias may be called, and how many a key may have. */
final class AliasRules {
  private static final String PREFIX = "alias/";
  private static final String RESERVED = "alias/aws/";
  private static final int MAX_PER_KEY = 50;

  private AliasRules() {}

  static String name(Input input) {
    String name = input.required("AliasName");
    if (!name.startsWith(PREFIX)) {
      throw ErrorType.VALIDATION.failure(
          "Alias must start with the prefix \"alias/\". Please see"
              + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
    }
    if (name.length() == PREFIX.length()) {
      throw ErrorType.VALIDATION.failure("Invalid identifier");
    }
    if (name.indexOf(':') >= 0) {
      throw ErrorType.VALIDATION.failure(name + " contains invalid characters for an alias");
    }
    if (name.startsWith(RESERVED)) {
      throw ErrorType.NOT_AUTHORIZED.failure(
          "The prefix " + RESERVED + " is reserved for keys that AWS manages.");
    }
    return name;
  }

  static Alias existing(Invocation call) {
    String name = name(call.input());
    return call.realm()
        .aliases()
        .get(name)
        .filter(alias -> call.environment().consistency().sees(alias, call.now()))
        .orElseThrow(
            () ->
                ErrorType.NOT_FOUND.failure(
                    "Alias " + call.scope().aliasArn(name) + " is not found."));
  }

  static void checkRoom(Invocation call, KmsKey key) {
    long count =
        call.realm().aliases().all().stream()
            .filter(alias -> alias.keyId().equals(key.id()))
            .count();
    if (count >= MAX_PER_KEY) {
      throw ErrorType.LIMIT_EXCEEDED.failure(
          key.arn() + " already has the most aliases that a key can have: " + MAX_PER_KEY + ".");
    }
  }
}
