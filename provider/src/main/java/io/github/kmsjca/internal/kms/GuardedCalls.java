package io.github.kmsjca.internal.kms;

import java.util.function.Function;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsResponse;

/** Calls that use a key, each made only if the key is in scope. */
final class GuardedCalls {
  private final ScopeGuard guard;
  private final SdkCalls calls;

  GuardedCalls(ScopeGuard guard, SdkCalls calls) {
    this.guard = guard;
    this.calls = calls;
  }

  <T extends KmsResponse> T call(String operation, KeyName name, Function<KmsClient, T> request)
      throws KmsCallException {
    guard.require(operation, name);
    return calls.call(operation, name, request);
  }

  /** A call that uses two. */
  <T extends KmsResponse> T call(
      String operation, KeyName source, KeyName destination, Function<KmsClient, T> request)
      throws KmsCallException {
    guard.require(operation, source);
    guard.require(operation, destination);
    return calls.call(operation, source, destination, request);
  }
}
