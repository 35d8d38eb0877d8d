package io.github.kmsjca.internal.kms.call;

import io.github.kmsjca.internal.kms.KeyName;
import io.github.kmsjca.internal.kms.KeyUse;
import io.github.kmsjca.internal.kms.KmsCall;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call that uses one key, by its ARN, and as a rule is answered with the key's ARN. */
abstract class KeyCall<S, R> implements KmsCall<S, R> {
  private final String operation;
  private final List<KeyName> keys;
  private final List<String> grantTokens;

  KeyCall(String operation, KeyUse key) {
    this.operation = operation;
    this.keys = List.of(KeyName.of(key.arn()));
    this.grantTokens = key.grantTokens();
  }

  @Override
  public final String operation() {
    return operation;
  }

  @Override
  public final List<KeyName> keys() {
    return keys;
  }

  /** As far as it uses the key. */
  @Override
  public boolean mayGoElsewhere() {
    return true;
  }

  final List<String> grantTokens() {
    return grantTokens;
  }

  @Override
  public List<@Nullable String> answeredKeyIds(S response) {
    return Collections.singletonList(answeredKeyId(response));
  }

  /** The KeyId in the answer. */
  abstract @Nullable String answeredKeyId(S response);
}
